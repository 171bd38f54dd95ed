package io.shatterproof.arch.register;

import io.shatterproof.arch.Field;
import java.util.List;

/**
 * Fields of PAR_EL1 in its 64-bit form: after a translation that succeeded, and after one that
 * failed.
 *
 * @see "Arm ARM DDI 0487, 'PAR_EL1, Physical Address Register'"
 * @see "Arm pseudocode AArch64_EncodePAR()"
 */
public final class ParEl1 {
  public static final Field F = Field.of("F", 0);
  public static final Field SH = Field.of("SH", 8, 7);
  public static final Field NS = Field.of("NS", 9);
  public static final Field IMPDEF_10 = Field.of("IMPDEF", 10);
  public static final Field RES1_11 = Field.of("RES1", 11);
  public static final Field PA = Field.of("PA", 55, 12);
  public static final Field ATTR = Field.of("ATTR", 63, 56);

  public static final Field FST = Field.of("FST", 6, 1);
  public static final Field PTW = Field.of("PTW", 8);
  public static final Field S = Field.of("S", 9);
  public static final Field IMPDEF_63_48 = Field.of("IMPDEF", 63, 48);

  /** The fields of a success, from bit 0 upwards. */
  public static final List<Field> SUCCESS = List.of(F, SH, NS, IMPDEF_10, RES1_11, PA, ATTR);

  /** The fields of a failure, from bit 0 upwards. */
  public static final List<Field> FAILURE = List.of(F, FST, PTW, S, RES1_11, IMPDEF_63_48);

  private ParEl1() {}
}
