package io.shatterproof.arch;

import static java.util.stream.Collectors.joining;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which IPA sizes and start levels VTCR_EL2 can ask for.
 *
 * @param ds VTCR_EL2.DS: descriptors of 4K and 16K have 52-bit addresses; needs FEAT_LPA2, and means
 *     nothing with 64K
 * @see "Arm pseudocode AArch64_S2StartLevel(), AArch64_S2InvalidSL(), AArch64_S2InconsistentSL(),
 *     AArch64_S2MinTxSZ(), AArch64_MaxTxSZ()"
 */
public record GeometryLimits(Platform platform, Granule granule, boolean ds) {
  private static final int LAST_LEVEL = 3;

  public GeometryLimits {
    ds = ds && granule != Granule.SIZE_64K && platform.has(Feature.LPA2);
  }

  /** The limits with DS = 0. */
  public GeometryLimits(Platform platform, Granule granule) {
    this(platform, granule, false);
  }

  /** The smallest IPA in bits: 64 minus the largest T0SZ. */
  public int narrowestIpa() {
    if (!platform.has(Feature.TTST)) {
      return 64 - 39;
    }
    return granule == Granule.SIZE_64K ? 64 - 47 : 64 - 48;
  }

  /** Whether addresses in descriptors have 52 bits: FEAT_LPA with 64K, otherwise DS. */
  public boolean hasWideAddresses() {
    return platform.has(Feature.LPA) && (granule == Granule.SIZE_64K || ds);
  }

  /** The largest IPA in bits: 64 minus the smallest T0SZ. It follows the PA, not VTCR_EL2.PS. */
  public int widestIpa() {
    return Math.min(hasWideAddresses() ? 52 : 48, platform.paBits());
  }

  /** The lowest level at which a walk can start. */
  public int firstLevel() {
    return switch (granule) {
      case SIZE_4K -> ds ? -1 : 0;
      case SIZE_16K -> ds ? 0 : 1;
      case SIZE_64K -> 1;
    };
  }

  /** The legal start levels of an IPA size, ascending; where there are several, each is legal. */
  public List<Integer> startLevels(int ipaBits) {
    return IntStream.rangeClosed(firstLevel(), LAST_LEVEL)
        .filter(level -> obstacle(ipaBits, level).isEmpty())
        .boxed()
        .toList();
  }

  /** Why a walk of an IPA of this size cannot start at a level, -1 to 3; empty if it can. */
  public Optional<String> obstacle(int ipaBits, int level) {
    if (level < firstLevel()) {
      return Optional.of("a " + granule + " granule has no start level " + level
          + (granule == Granule.SIZE_64K || ds ? "" : without52Bits()));
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
    if (needsSmallTables(level)) {
      return Optional.of("with a 4K granule level 3 needs FEAT_TTST");
    }
    if (ipaBits > widestIpa()) {
      return Optional.of("with " + platform.paBits() + " bits of PA"
          + (granule == Granule.SIZE_64K ? "" : ds ? " and DS = 1" : " and DS = 0")
          + " an IPA has at most " + widestIpa() + " bits");
    }
    if (ipaBits < narrowestIpa()) {
      return Optional.of("an IPA has at least " + narrowestIpa() + " bits with a " + granule
          + " granule"
          + (platform.has(Feature.TTST) ? "" : " and without FEAT_TTST"));
    }
    return Optional.empty();
  }

  /**
   * What is legal near a size and a start level that do not go together, for example {@code legal
   * with 39 bits: start level 1; level 0 serves 40 to 48 bits}.
   */
  public String nearest(int ipaBits, int level) {
    return levelsOf(ipaBits) + "; " + sizesOf(level);
  }

  private String levelsOf(int ipaBits) {
    List<Integer> levels = startLevels(ipaBits);
    if (levels.isEmpty()) {
      return "no start level is legal with " + ipaBits + " bits";
    }
    String first =
        levels.stream().limit(levels.size() - 1).map(String::valueOf).collect(joining(", "));
    int last = levels.get(levels.size() - 1);
    return "legal with " + ipaBits + " bits: "
        + (first.isEmpty() ? "start level " + last : "start levels " + first + " and " + last);
  }

  /** The legal sizes of a start level follow each other without a gap. */
  private String sizesOf(int level) {
    IntSummaryStatistics sizes = IntStream.rangeClosed(narrowestIpa(), widestIpa())
        .filter(ipaBits -> obstacle(ipaBits, level).isEmpty())
        .summaryStatistics();
    if (sizes.getCount() == 0) {
      return "no size starts at level " + level;
    }
    return "level " + level + " serves " + sizes.getMin()
        + (sizes.getCount() == 1 ? "" : " to " + sizes.getMax()) + " bits";
  }

  private String without52Bits() {
    return platform.has(Feature.LPA2) ? " without DS = 1" : " without FEAT_LPA2";
  }

  /**
   * Whether VTCR_EL2 can name the level as the first, -1 to 3, whatever the IPA size.
   *
   * @see "Arm pseudocode AArch64_S2InvalidSL()"
   */
  public boolean canStartAt(int level) {
    return level >= firstLevel()
        && platform.paBits() >= leastPaBits(level)
        && !needsSmallTables(level);
  }

  private boolean needsSmallTables(int level) {
    return granule == Granule.SIZE_4K && level == LAST_LEVEL && !platform.has(Feature.TTST);
  }

  private int leastPaBits(int level) {
    return switch (granule) {
      case SIZE_4K -> level == 0 ? 44 : 0;
      case SIZE_16K -> level == 1 ? 42 : 0;
      case SIZE_64K -> level == 1 ? 44 : 0;
    };
  }
}
