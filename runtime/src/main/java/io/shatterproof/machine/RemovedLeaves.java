package io.shatterproof.machine;

import io.shatterproof.arch.Granule;

/**
 * How many entries that named a frame were removed or replaced, less the references on it that were
 * dropped: each reference belongs to one entry, and outlives it.
 */
final class RemovedLeaves {
  private static final int MOST_RANGES = 1 << 20;
  private static final int LAST_LEVEL = 3;

  private final Granule granule;
  private final TakenReferences taken;
  private long[] keys = new long[8]; // 0 marks a free slot; at least half are free
  private int[] counts = new int[8];
  private int size;
  private boolean overflowed;

  /**
   * Nothing was removed yet.
   *
   * @param taken the references that there are: other frames are not followed
   */
  RemovedLeaves(Granule granule, TakenReferences taken) {
    this.granule = granule;
    this.taken = taken;
  }

  /** An entry of a live table that translates to a range is no more; the range has many frames. */
  void add(int level, long pa) {
    if (!taken.everTook(pa, granule.entrySizeBytes(level))) {
      return;
    }
    int slot = slot(keys, key(level, pa));
    if (keys[slot] == 0) {
      if (size == MOST_RANGES) {
        overflowed = true;
        return;
      }
      keys[slot] = key(level, pa);
      size++;
    }
    long frames = 1L << (granule.levelShift(level) - granule.shift());
    counts[slot] = (int) Math.min(Integer.MAX_VALUE, counts[slot] + frames);
    if (size * 2 > keys.length) {
      grow();
    }
  }

  /** Whether more ranges were removed than can be followed: drops go unjudged from then on. */
  boolean hasOverflowed() {
    return overflowed;
  }

  /**
   * A reference on a frame is dropped.
   *
   * @return false if no entry that named the frame was removed for it
   */
  boolean drop(long pa) {
    for (int level = LAST_LEVEL; level >= 0; level--) {
      int slot = slot(keys, key(level, pa));
      if (keys[slot] != 0 && counts[slot] > 0) {
        counts[slot]--;
        return true;
      }
    }
    return overflowed;
  }

  /** Ranges with nothing left to drop are forgotten. */
  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    size = 0;
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldCounts[old] > 0) {
        int slot = slot(keys, oldKeys[old]);
        keys[slot] = oldKeys[old];
        counts[slot] = oldCounts[old];
        size++;
      }
    }
  }

  /** No key is 0, since levels count from 1 in it. */
  private long key(int level, long pa) {
    return pa >>> granule.levelShift(level) << 3 | (level + 1);
  }

  /** Where the key stands, or the free slot where it would. */
  private static int slot(long[] keys, long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9e37_79b9_7f4a_7c15L; // 2^64 divided by the golden ratio
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
