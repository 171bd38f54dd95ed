package io.shatterproof.memory;

/**
 * Numbers 4K pages 0, 1, 2 and so on in the order in which they are first seen, so that what is
 * known of a page can live in plain arrays.
 *
 * <p>An open-addressing table with linear probing; pages are never forgotten.
 */
public final class PageIndex {
  /** A page is 2^12 bytes. */
  public static final int PAGE_SHIFT = 12;

  /** Answer for a page that has no number. */
  public static final int ABSENT = -1;

  private long[] frames = new long[64];
  private int[] numbersPlusOne = new int[64]; // 0 marks a free slot
  private int size;

  /** How many pages have a number. */
  public int size() {
    return size;
  }

  /** The number of the page that contains {@code pa}, or {@link #ABSENT}. */
  public int find(long pa) {
    return numbersPlusOne[slot(frames, numbersPlusOne, pa >>> PAGE_SHIFT)] - 1;
  }

  /** The number of the page that contains {@code pa}; the next free one if it had none. */
  public int findOrAdd(long pa) {
    long frame = pa >>> PAGE_SHIFT;
    int slot = slot(frames, numbersPlusOne, frame);
    if (numbersPlusOne[slot] != 0) {
      return numbersPlusOne[slot] - 1;
    }
    frames[slot] = frame;
    numbersPlusOne[slot] = ++size;
    if (size * 2 > frames.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] newFrames = new long[frames.length * 2];
    int[] newNumbers = new int[frames.length * 2];
    for (int old = 0; old < frames.length; old++) {
      if (numbersPlusOne[old] != 0) {
        int slot = slot(newFrames, newNumbers, frames[old]);
        newFrames[slot] = frames[old];
        newNumbers[slot] = numbersPlusOne[old];
      }
    }
    frames = newFrames;
    numbersPlusOne = newNumbers;
  }

  /** Where {@code frame} stands, or the free slot where it would. At least half the slots are free. */
  private static int slot(long[] frames, int[] numbersPlusOne, long frame) {
    int mask = frames.length - 1;
    long mixed = frame * 0x9e37_79b9_7f4a_7c15L; // 2^64 divided by the golden ratio
    int slot = (int) (mixed >>> 32) & mask;
    while (numbersPlusOne[slot] != 0 && frames[slot] != frame) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
