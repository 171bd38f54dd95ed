package io.shatterproof.arch.register;

import java.util.List;

/**
 * Fields of SCTLR_EL1 that matter to address translation; SCTLR_EL2 has EE at the same place.
 *
 * @see "Arm ARM DDI 0487, 'SCTLR_EL1, System Control Register (EL1)'"
 */
public final class SctlrEl1 {
  public static final Field M = Field.of("M", 0);
  public static final Field C = Field.of("C", 2);
  public static final Field I = Field.of("I", 12);
  public static final Field WXN = Field.of("WXN", 19);
  public static final Field EE = Field.of("EE", 25);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(M, C, I, WXN, EE);

  private SctlrEl1() {}
}
