package io.shatterproof.arch;

import java.util.List;

/**
 * Fields of stage 2 descriptors of VMSAv8-64, but for type and address, which {@link S2Format} has.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors', stage 2 attribute fields"
 */
public final class S2Field {
  public static final Field MEMATTR = Field.of("MemAttr", 5, 2);
  public static final Field S2AP = Field.of("S2AP", 7, 6);
  public static final Field SH = Field.of("SH", 9, 8);
  public static final Field AF = Field.of("AF", 10);
  public static final Field FNXS = Field.of("FnXS", 11, Feature.XS);
  public static final Field NT = Field.of("nT", 16, Feature.BBML1, Feature.BBML2, Feature.BBML3);
  public static final Field DBM = Field.of("DBM", 51, Feature.HAFDBS);
  public static final Field CONTIGUOUS = Field.of("Contiguous", 52);
  public static final Field XN = Field.of("XN", 54, 53);

  /** Bits for software. */
  public static final Field SW = Field.of("SW", 58, 55);

  /** Page-based hardware attributes, FEAT_HPDS2. */
  public static final Field PBHA = Field.of("PBHA", 62, 59, Feature.HPDS2);

  /** AF of a table descriptor, FEAT_HAFT. */
  public static final Field TABLE_AF = Field.of("AF", 10, Feature.HAFT);

  /** The fields of a block or page, from bit 0 upwards. */
  public static final List<Field> LEAF =
      List.of(MEMATTR, S2AP, SH, AF, FNXS, NT, DBM, CONTIGUOUS, XN, SW, PBHA);

  /** The fields of a table descriptor. */
  public static final List<Field> TABLE = List.of(TABLE_AF);

  private S2Field() {}
}
