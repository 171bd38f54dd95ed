package io.shatterproof.arch;

import java.util.OptionalInt;

/**
 * How VTCR_EL2 names the start level: SL2 above the two bits of SL0.
 *
 * @see "Arm pseudocode AArch64_S2StartLevel()"
 */
public final class StartLevelCode {
  private static final int SL2 = 0b100;

  private StartLevelCode() {}

  /** SL2:SL0 for a start level, -1 to 3; empty if the granule has no code for it. */
  public static OptionalInt of(Granule granule, int level) {
    if (granule == Granule.SIZE_4K) {
      return switch (level) {
        case -1 -> OptionalInt.of(SL2);
        case 0, 1, 2 -> OptionalInt.of(2 - level);
        case 3 -> OptionalInt.of(0b11);
        default -> OptionalInt.empty();
      };
    }
    return level < 0 || level > 3 ? OptionalInt.empty() : OptionalInt.of(3 - level);
  }

  /** SL0 of a code. */
  public static int sl0(int code) {
    return code & 0b11;
  }

  /** SL2 of a code. */
  public static int sl2(int code) {
    return code >>> 2;
  }
}
