package io.shatterproof.cli;

import java.util.Arrays;

/**
 * Counts different texts in bounded memory: of each it keeps a hash of 64 bits, of which two in a million
 * are equal once in some tens of millions of cases. Beyond {@link #MOST} it counts no more.
 */
final class DistinctTexts {
  /** Texts that are told apart. */
  static final int MOST = 1 << 20;

  private long[] slots = new long[64]; // 0 marks a free one
  private int size;

  /** Takes a text. */
  void add(String text) {
    if (size == MOST) {
      return;
    }
    long hash = hash(text);
    int slot = slot(slots, hash);
    if (slots[slot] == 0) {
      slots[slot] = hash;
      if (++size * 2 > slots.length) {
        grow();
      }
    }
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** Whether there may be more than were counted. */
  boolean isFull() {
    return size == MOST;
  }

  /** Never 0. */
  private static long hash(String text) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9e37_79b9_7f4a_7c15L; // 2^64 divided by the golden ratio
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }

  private static int slot(long[] slots, long hash) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots)
        .filter(hash -> hash != 0)
        .forEach(hash -> larger[slot(larger, hash)] = hash);
    slots = larger;
  }
}
