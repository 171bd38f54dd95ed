package io.shatterproof.arch;

/**
 * Shareability of a stage 2 leaf, field SH[1:0].
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 Block and Page descriptor formats', stage 2 SH"
 */
public enum Shareability {
  NON("non", 0b00),
  RESERVED("reserved", 0b01),
  OUTER("outer", 0b10),
  INNER("inner", 0b11);

  private final String word;
  private final int encoding;

  Shareability(String word, int encoding) {
    this.word = word;
    this.encoding = encoding;
  }

  /** The spelling of scenarios and vectors. */
  public String word() {
    return word;
  }

  /** The two bits of the field. */
  public int encoding() {
    return encoding;
  }

  /** The value that {@code bits} encodes; only the two lowest bits count. */
  public static Shareability of(int bits) {
    return switch (bits & 0b11) {
      case 0b00 -> NON;
      case 0b10 -> OUTER;
      case 0b11 -> INNER;
      default -> RESERVED;
    };
  }
}
