package io.shatterproof.arch.register;

import io.shatterproof.arch.Granule;
import java.util.OptionalInt;

/**
 * How VTCR_EL2 names the start level: SL2 above the two bits of SL0.
 *
 * @see "Arm pseudocode AArch64_S2StartLevel()"
 */
public final class StartLevelCode {
  /** In place of a level, of a code that is reserved. */
  public static final int RESERVED_LEVEL = -2;

  private static final int SL2 = 0b100;
  private static final int LEVEL_3_OF_4K = 0b011;

  private StartLevelCode() {}

  /** SL2:SL0 for a start level, -1 to 3; empty if the granule has no code for it. */
  public static OptionalInt of(Granule granule, int level) {
    return switch (granule) {
      case SIZE_4K ->
        switch (level) {
          case -1 -> OptionalInt.of(SL2);
          case 0, 1, 2 -> OptionalInt.of(2 - level);
          case 3 -> OptionalInt.of(LEVEL_3_OF_4K);
          default -> OptionalInt.empty();
        };
      case SIZE_16K -> level < 0 || level > 3 ? OptionalInt.empty() : OptionalInt.of(3 - level);
      case SIZE_64K -> level < 1 || level > 3 ? OptionalInt.empty() : OptionalInt.of(3 - level);
    };
  }

  /**
   * The start level that VTCR_EL2 names, -1 to 3, or {@link #RESERVED_LEVEL}.
   *
   * @param ds whether VTCR_EL2.DS is in effect; SL2 has no effect without it, nor except with 4K
   */
  public static int level(Granule granule, boolean ds, long vtcr) {
    int sl0 = (int) VtcrEl2.SL0.of(vtcr);
    return switch (granule) {
      case SIZE_4K -> {
        if (ds && VtcrEl2.SL2.isSet(vtcr)) {
          yield sl0 == 0 ? -1 : RESERVED_LEVEL;
        }
        yield sl0 == LEVEL_3_OF_4K ? 3 : 2 - sl0;
      }
      case SIZE_16K -> sl0 == 0b11 && !ds ? RESERVED_LEVEL : 3 - sl0;
      case SIZE_64K -> sl0 == 0b11 ? RESERVED_LEVEL : 3 - sl0;
    };
  }

  /** SL0 of a code. */
  static int sl0(int code) {
    return code & 0b11;
  }

  /** SL2 of a code. */
  static int sl2(int code) {
    return code >>> 2;
  }
}
