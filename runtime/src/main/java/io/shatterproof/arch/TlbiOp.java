package io.shatterproof.arch;

import java.util.Locale;

/**
 * A TLB maintenance operation of the EL1&amp;0 regime.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions'"
 */
public enum TlbiOp {
  ALLE1(Operand.NONE),
  ALLE1IS(Operand.NONE),
  VMALLS12E1(Operand.NONE),
  VMALLS12E1IS(Operand.NONE),
  VMALLE1(Operand.NONE),
  VMALLE1IS(Operand.NONE),
  IPAS2E1(Operand.IPA),
  IPAS2E1IS(Operand.IPA),
  IPAS2LE1(Operand.IPA),
  IPAS2LE1IS(Operand.IPA);

  /** What the register operand of an operation names. */
  public enum Operand {
    NONE,
    IPA
  }

  private final Operand operand;

  TlbiOp(Operand operand) {
    this.operand = operand;
  }

  /** What the register operand names. */
  public Operand operand() {
    return operand;
  }

  /** Whether every PE of the Inner Shareable domain takes part. */
  public boolean isBroadcast() {
    return name().endsWith("IS");
  }

  /** The assembler name in lower case, for example {@code vmalls12e1is}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
