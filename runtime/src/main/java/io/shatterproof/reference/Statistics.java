package io.shatterproof.reference;

/**
 * How many leaves a P2M believes to have, and how many blocks it split, by level. The counts are
 * Xen's own and as wrong as Xen's: replacing a leaf by one with another frame counts it out and not
 * in again.
 */
final class Statistics {
  private final long[] mappings = new long[TreeLayout.LAST_LEVEL + 1];
  private final long[] shattered = new long[TreeLayout.LAST_LEVEL];

  void mapped(int level) {
    mappings[level]++;
  }

  void unmapped(int level) {
    mappings[level]--;
  }

  /** A block became a table of {@code entries} leaves. */
  void shattered(int level, int entries) {
    shattered[level]++;
    mappings[level]--;
    mappings[level + 1] += entries;
  }

  /** Leaves of a level; 0 where there is no such level. */
  long mappings(int level) {
    return at(mappings, level);
  }

  /** Blocks of a level that were split; 0 where none can be. */
  long shatteredBlocks(int level) {
    return at(shattered, level);
  }

  private static long at(long[] counts, int level) {
    return level >= 0 && level < counts.length ? counts[level] : 0;
  }
}
