package io.shatterproof.arch;

import java.util.List;

/**
 * Fields of stage 2 descriptors of VMSAv8-64, but for type and address, which {@link S2Format} has.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors', stage 2 attribute fields"
 */
public final class S2Field {
  public static final DescriptorField MEMATTR = DescriptorField.of("MemAttr", 5, 2);
  public static final DescriptorField S2AP = DescriptorField.of("S2AP", 7, 6);
  public static final DescriptorField SH = DescriptorField.of("SH", 9, 8);
  public static final DescriptorField AF = DescriptorField.of("AF", 10);
  public static final DescriptorField FNXS = DescriptorField.of("FnXS", 11, Feature.XS);
  public static final DescriptorField NT =
      DescriptorField.of("nT", 16, Feature.BBML1, Feature.BBML2, Feature.BBML3);
  public static final DescriptorField DBM = DescriptorField.of("DBM", 51, Feature.HAFDBS);
  public static final DescriptorField CONTIGUOUS = DescriptorField.of("Contiguous", 52);
  public static final DescriptorField XN = DescriptorField.of("XN", 54, 53);

  /** Bits for software. */
  public static final DescriptorField SW = DescriptorField.of("SW", 58, 55);

  /** Page-based hardware attributes, FEAT_HPDS2. */
  public static final DescriptorField PBHA = DescriptorField.of("PBHA", 62, 59, Feature.HPDS2);

  /** AF of a table descriptor, FEAT_HAFT. */
  public static final DescriptorField TABLE_AF = DescriptorField.of("AF", 10, Feature.HAFT);

  /** The fields of a block or page, from bit 0 upwards. */
  public static final List<DescriptorField> LEAF =
      List.of(MEMATTR, S2AP, SH, AF, FNXS, NT, DBM, CONTIGUOUS, XN, SW, PBHA);

  /** The fields of a table descriptor. */
  public static final List<DescriptorField> TABLE = List.of(TABLE_AF);

  private S2Field() {}
}
