package io.shatterproof.arch;

import java.util.List;

/**
 * Fields of stage 1 descriptors of VMSAv8-64 for EL1 and EL0, but for type and address, which stand
 * where {@link S2Format} has them.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors', stage 1 attribute fields"
 */
public final class S1Field {
  public static final Field ATTRINDX = Field.of("AttrIndx", 4, 2);
  public static final Field AP = Field.of("AP", 7, 6);
  public static final Field SH = Field.of("SH", 9, 8);
  public static final Field AF = Field.of("AF", 10);
  public static final Field NG = Field.of("nG", 11);
  public static final Field NT = Field.of("nT", 16, Feature.BBML1, Feature.BBML2, Feature.BBML3);
  public static final Field DBM = Field.of("DBM", 51, Feature.HAFDBS);
  public static final Field CONTIGUOUS = Field.of("Contiguous", 52);
  public static final Field PXN = Field.of("PXN", 53);
  public static final Field UXN = Field.of("UXN", 54);

  /** Bits for software. */
  public static final Field SW = Field.of("SW", 58, 55);

  public static final Field PXN_TABLE = Field.of("PXNTable", 59);
  public static final Field UXN_TABLE = Field.of("UXNTable", 60);
  public static final Field AP_TABLE = Field.of("APTable", 62, 61);

  /** The fields of a block or page, from bit 0 upwards. */
  public static final List<Field> LEAF =
      List.of(ATTRINDX, AP, SH, AF, NG, NT, DBM, CONTIGUOUS, PXN, UXN, SW);

  /** The fields of a table descriptor, from bit 0 upwards. */
  public static final List<Field> TABLE = List.of(PXN_TABLE, UXN_TABLE, AP_TABLE);

  private S1Field() {}
}
