package io.shatterproof.arch;

/**
 * How far the Contiguous bit reaches.
 *
 * @see "Arm pseudocode ContiguousSize(), AArch64_ContiguousBit()"
 */
public final class ContiguousRange {
  private ContiguousRange() {}

  /**
   * Number of address bits that entries with the Contiguous bit resolve together; where the bit has
   * no effect, those of one entry.
   *
   * @param level -1 to 3
   */
  public static int bits(Granule granule, int level) {
    return granule.levelShift(level) + entriesShift(granule, level);
  }

  /** How many entries belong together; 1 where the bit has no effect. */
  public static int entries(Granule granule, int level) {
    return 1 << entriesShift(granule, level);
  }

  private static int entriesShift(Granule granule, int level) {
    return switch (granule) {
      case SIZE_4K -> level >= 1 ? 4 : 0;
      case SIZE_16K -> level == 3 ? 7 : level == 2 ? 5 : 0;
      case SIZE_64K -> level >= 2 ? 5 : 0;
    };
  }
}
