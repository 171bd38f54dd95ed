package io.shatterproof.arch;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which IPA sizes and start levels VTCR_EL2 can ask for, without FEAT_LPA and FEAT_LPA2.
 *
 * @see "Arm pseudocode AArch64_S2StartLevel(), AArch64_S2InvalidSL(), AArch64_S2InconsistentSL(),
 *     AArch64_S2MinTxSZ(), AArch64_MaxTxSZ()"
 */
public record GeometryLimits(Platform platform, Granule granule) {
  private static final int WIDEST = 48;
  private static final int LAST_LEVEL = 3;

  /** The smallest IPA in bits: 64 minus the largest T0SZ. */
  public int narrowestIpa() {
    if (!platform.features().contains(Feature.TTST)) {
      return 64 - 39;
    }
    return granule == Granule.SIZE_64K ? 64 - 47 : 64 - 48;
  }

  /** The largest IPA in bits: that of the PA, at most 48. */
  public int widestIpa() {
    return Math.min(WIDEST, platform.paBits());
  }

  /** The legal start levels of an IPA size, ascending; where there are several, each is legal. */
  public List<Integer> startLevels(int ipaBits) {
    return IntStream.rangeClosed(S2Format.of(granule).firstLevel(), LAST_LEVEL)
        .filter(level -> obstacle(ipaBits, level).isEmpty())
        .boxed()
        .toList();
  }

  /** Why a walk of an IPA of this size cannot start at a level, -1 to 3; empty if it can. */
  public Optional<String> obstacle(int ipaBits, int level) {
    if (ipaBits > WIDEST) {
      return Optional.of("more than 48 bits of IPA need FEAT_LPA or FEAT_LPA2");
    }
    if (level < S2Format.of(granule).firstLevel()) {
      return Optional.of("a " + granule + " granule has no start level " + level
          + (granule == Granule.SIZE_64K ? "" : " without FEAT_LPA2"));
    }
    if (!Stage2Geometry.isConsistent(granule, ipaBits, level)) {
      return Optional.of("a start table resolves at least one bit at its level, and 16 tables can"
          + " be concatenated");
    }
    int leastPaBits = leastPaBits(level);
    if (platform.paBits() < leastPaBits) {
      return Optional.of("with a " + granule + " granule level " + level + " needs at least "
          + leastPaBits + " bits of PA");
    }
    boolean needsSmallTables = granule == Granule.SIZE_4K && level == LAST_LEVEL;
    return needsSmallTables && !platform.features().contains(Feature.TTST)
        ? Optional.of("with a 4K granule level 3 needs FEAT_TTST")
        : Optional.empty();
  }

  private int leastPaBits(int level) {
    return switch (granule) {
      case SIZE_4K -> level == 0 ? 44 : 0;
      case SIZE_16K -> level == 1 ? 42 : 0;
      case SIZE_64K -> level == 1 ? 44 : 0;
    };
  }
}
