package io.shatterproof.arch;

/**
 * Shape of a stage 2 translation: granule, IPA size, start level and output size.
 *
 * @param granule translation granule
 * @param ipaBits input size, 64 - T0SZ
 * @param startLevel level of the first lookup, -1 to 3
 * @param concatenatedTables tables that form the start table: 1, 2, 4, 8 or 16
 * @param outputBits width of an output address; wider ones are Address size faults
 * @see "Arm pseudocode AArch64_S2SLTTEntryAddress(), AArch64_TTEntryAddress()"
 */
public record Stage2Geometry(
    Granule granule, int ipaBits, int startLevel, int concatenatedTables, int outputBits) {

  public Stage2Geometry {
    if (startLevel < -1 || startLevel > 3) {
      throw new IllegalArgumentException("levels are -1 to 3, not " + startLevel);
    }
    if (ipaBits < 16 || ipaBits > 56) {
      throw new IllegalArgumentException("an IPA has 16 to 56 bits, not " + ipaBits);
    }
    if (concatenatedTables < 1
        || concatenatedTables > 16
        || Integer.bitCount(concatenatedTables) != 1) {
      throw new IllegalArgumentException(
          "1, 2, 4, 8 or 16 tables can be concatenated, not " + concatenatedTables);
    }
  }

  /** Number of tables the start level needs for this IPA size; 1 where one table is enough. */
  public static int concatenatedTables(Granule granule, int ipaBits, int startLevel) {
    int resolvedByOneTable = granule.levelShift(startLevel) + granule.stride();
    int surplus = Math.max(0, ipaBits - resolvedByOneTable);
    return surplus > 4 ? 32 : 1 << surplus;
  }

  /**
   * Whether a start table of this level can resolve exactly the IPA size.
   *
   * @see "Arm pseudocode AArch64_S2InconsistentSL()"
   */
  public static boolean isConsistent(Granule granule, int ipaBits, int startLevel) {
    int least = granule.levelShift(startLevel) + 1;
    int most = least + granule.stride() - 1 + 4;
    return least <= ipaBits && ipaBits <= most;
  }

  /** Size of the whole start table, which can be less than a page: the alignment of its address. */
  public long startTableBytes() {
    return 8L << (ipaBits - granule.levelShift(startLevel));
  }

  /** Whether the IPA is inside the input size. */
  public boolean covers(long ipa) {
    return ipa >>> ipaBits == 0;
  }

  /**
   * Physical address of the descriptor that resolves {@code ipa} at {@code level}.
   *
   * @param tablePa address of the table; at the start level that of the concatenated tables
   */
  public long descriptorPa(long tablePa, long ipa, int level) {
    long index = ipa >>> granule.levelShift(level);
    if (level != startLevel) {
      index &= granule.entriesPerTable() - 1;
    }
    return tablePa + (index << 3);
  }

  /** The bits of a physical address that are beyond the output size. */
  public long excessBits() {
    return outputBits < 64 ? -1L << outputBits : 0;
  }

  /** Whether a physical address exceeds the output size. */
  public boolean exceedsOutputSize(long pa) {
    return (pa & excessBits()) != 0;
  }
}
