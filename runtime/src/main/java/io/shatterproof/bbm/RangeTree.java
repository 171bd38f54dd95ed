package io.shatterproof.bbm;

import io.shatterproof.arch.Granule;
import java.util.Arrays;

/**
 * The ranges that entries cover, as a tree: a node for each range that was noted, and for each that
 * contains one. Nodes are numbered from 0 and found by hash; each heads a chain of debts.
 *
 * <p>Two ranges of entries overlap only if one contains the other, so what overlaps a range is on
 * the way from the root to its node, or below it.
 */
final class RangeTree {
  static final int NONE = -1;

  private static final int FIRST_LEVEL = -1;
  private static final int LEVEL_BITS = 3;

  private final Granule granule;
  private int[] slots = new int[8]; // number of the node, plus 1; at least half are free
  private long[] keys = new long[4];
  private int[] firstDebts = new int[4];
  private int[] firstChildren = new int[4];
  private int[] nextSiblings = new int[4];
  private int size;

  RangeTree(Granule granule) {
    this.granule = granule;
  }

  /** The node of the range of a level that contains the address, or {@link #NONE}. */
  int find(int level, long ipa) {
    return slots[slot(key(level, ipa))] - 1;
  }

  /** The same; new if there was none, as are those of the ranges that contain it. */
  int findOrAdd(int level, long ipa) {
    long key = key(level, ipa);
    int slot = slot(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    int parent = level == FIRST_LEVEL ? NONE : findOrAdd(level - 1, ipa);
    int node = append(key);
    if (parent != NONE) {
      nextSiblings[node] = firstChildren[parent];
      firstChildren[parent] = node;
    }
    return node;
  }

  int firstDebt(int node) {
    return firstDebts[node];
  }

  void setFirstDebt(int node, int debt) {
    firstDebts[node] = debt;
  }

  int firstChild(int node) {
    return firstChildren[node];
  }

  int nextSibling(int node) {
    return nextSiblings[node];
  }

  /** Forgets every range. */
  void clear() {
    if (size * 8 > slots.length) {
      Arrays.fill(slots, 0);
    } else {
      for (int node = size - 1; node >= 0; node--) { // the last of a run of slots goes first
        slots[slot(keys[node])] = 0;
      }
    }
    size = 0;
  }

  private int append(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      firstDebts = Arrays.copyOf(firstDebts, size * 2);
      firstChildren = Arrays.copyOf(firstChildren, size * 2);
      nextSiblings = Arrays.copyOf(nextSiblings, size * 2);
    }
    int node = size++;
    keys[node] = key;
    firstDebts[node] = NONE;
    firstChildren[node] = NONE;
    nextSiblings[node] = NONE;
    if (size * 2 > slots.length) {
      slots = new int[slots.length * 2];
      for (int each = 0; each < size; each++) {
        slots[slot(keys[each])] = each + 1;
      }
    } else {
      slots[slot(key)] = node + 1;
    }
    return node;
  }

  private long key(int level, long ipa) {
    int shift = granule.levelShift(level);
    long number =
        shift < Long.SIZE ? ipa >>> shift : 0; // one entry of that level covers all there is
    return number << LEVEL_BITS | (level - FIRST_LEVEL);
  }

  /** Where the key stands, or the free slot where it would. */
  private int slot(long key) {
    int mask = slots.length - 1;
    long mixed = key * 0x9e37_79b9_7f4a_7c15L; // 2^64 divided by the golden ratio
    int slot = (int) (mixed >>> 32) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
