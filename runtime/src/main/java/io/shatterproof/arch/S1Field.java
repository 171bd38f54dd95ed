package io.shatterproof.arch;

import java.util.List;

/**
 * Fields of stage 1 descriptors of VMSAv8-64 for EL1 and EL0, but for type and address, which stand
 * where {@link S2Format} has them.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors', stage 1 attribute fields"
 */
public final class S1Field {
  public static final DescriptorField ATTRINDX = DescriptorField.of("AttrIndx", 4, 2);
  public static final DescriptorField AP = DescriptorField.of("AP", 7, 6);
  public static final DescriptorField SH = DescriptorField.of("SH", 9, 8);
  public static final DescriptorField AF = DescriptorField.of("AF", 10);
  public static final DescriptorField NG = DescriptorField.of("nG", 11);
  public static final DescriptorField NT =
      DescriptorField.of("nT", 16, Feature.BBML1, Feature.BBML2, Feature.BBML3);
  public static final DescriptorField DBM = DescriptorField.of("DBM", 51, Feature.HAFDBS);
  public static final DescriptorField CONTIGUOUS = DescriptorField.of("Contiguous", 52);
  public static final DescriptorField PXN = DescriptorField.of("PXN", 53);
  public static final DescriptorField UXN = DescriptorField.of("UXN", 54);

  /** Bits for software. */
  public static final DescriptorField SW = DescriptorField.of("SW", 58, 55);

  public static final DescriptorField PXN_TABLE = DescriptorField.of("PXNTable", 59);
  public static final DescriptorField UXN_TABLE = DescriptorField.of("UXNTable", 60);
  public static final DescriptorField AP_TABLE = DescriptorField.of("APTable", 62, 61);

  /** The fields of a block or page, from bit 0 upwards. */
  public static final List<DescriptorField> LEAF =
      List.of(ATTRINDX, AP, SH, AF, NG, NT, DBM, CONTIGUOUS, PXN, UXN, SW);

  /** The fields of a table descriptor, from bit 0 upwards. */
  public static final List<DescriptorField> TABLE = List.of(PXN_TABLE, UXN_TABLE, AP_TABLE);

  private S1Field() {}
}
