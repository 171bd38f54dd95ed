package io.shatterproof.arch;

import java.util.Optional;

/**
 * The hint at which level of lookup the leaf of an address is, bits TTL[3:0] of an operand: two for
 * the granule, two for the level. An operation with a wrong hint need not remove anything.
 *
 * <p>Hints are plain ints here, and a platform is told by whether it has FEAT_LPA2, which adds leaves
 * of level 0 for 4K and of level 1 for 16K. A range has the two bits of the level alone, and its
 * granule apart; {@link TlbiOperand#hint} gives them the form of the others.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions', FEAT_TTL"
 */
public final class TtlHint {
  /** No hint: entries of every level. */
  public static final int NONE = 0;

  private static final int LAST_LEVEL = 3;

  private TtlHint() {}

  /**
   * A hint, by what it names.
   *
   * @param granule of an entry
   * @param level of the leaf, 0 to 3
   */
  public record Named(Granule granule, int level) {
    @Override
    public String toString() {
      return "level " + level + " of granule " + granule;
    }
  }

  /** TTL[3:2], and TG of a range. */
  static int granuleBits(Granule granule) {
    return switch (granule) {
      case SIZE_4K -> 0b01;
      case SIZE_16K -> 0b10;
      case SIZE_64K -> 0b11;
    };
  }

  /** Whether there is a hint for leaves of a level, -1 to 3. */
  public static boolean exists(Granule granule, int level, boolean lpa2) {
    return level >= 0 && level <= LAST_LEVEL && isHint((granuleBits(granule) << 2) | level, lpa2);
  }

  /**
   * The hint for leaves of a level.
   *
   * @param level 0 to 3; where {@link #exists} says no, the value is no hint
   */
  public static int of(Granule granule, int level) {
    if (level < 0 || level > LAST_LEVEL) {
      throw new IllegalArgumentException("no hint names level " + level);
    }
    return (granuleBits(granule) << 2) | level;
  }

  /** Whether the value names a level; reserved values do not. */
  public static boolean isHint(int ttl, boolean lpa2) {
    int level = ttl & 0b11;
    return switch ((ttl >>> 2) & 0b11) {
      case 0b01 -> level > 0 || lpa2;
      case 0b10 -> level > 1 || (level == 1 && lpa2);
      case 0b11 -> level > 0;
      default -> false;
    };
  }

  /** What the value names; nothing if it is no hint. */
  public static Optional<Named> named(int ttl, boolean lpa2) {
    if (!isHint(ttl, lpa2)) {
      return Optional.empty();
    }
    for (Granule granule : Granule.values()) {
      if (granuleBits(granule) == ((ttl >>> 2) & 0b11)) {
        return Optional.of(new Named(granule, ttl & 0b11));
      }
    }
    return Optional.empty();
  }

  /** Whether leaves of a granule and a level have to go: there is no hint, or it names them. */
  public static boolean includesLeaf(int ttl, boolean lpa2, Granule granule, int level) {
    return !isHint(ttl, lpa2)
        || ((ttl & 0b11) == level && ((ttl >>> 2) & 0b11) == granuleBits(granule));
  }

  /** Whether table entries of a level have to go, but for an L form: those above the named level. */
  public static boolean includesTable(int ttl, boolean lpa2, Granule granule, int level) {
    return !isHint(ttl, lpa2)
        || (level < (ttl & 0b11) && ((ttl >>> 2) & 0b11) == granuleBits(granule));
  }
}
