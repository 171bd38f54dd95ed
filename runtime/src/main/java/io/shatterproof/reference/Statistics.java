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

  long mappings(int level) {
    return figure(mappings, level);
  }

  long shatteredBlocks(int level) {
    return figure(shattered, level);
  }

  /** Of a level that cannot have such a descriptor there are none. */
  private static long figure(long[] figures, int level) {
    return level >= 0 && level < figures.length ? figures[level] : 0;
  }
}
