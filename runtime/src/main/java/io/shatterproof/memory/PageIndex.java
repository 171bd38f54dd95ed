package io.shatterproof.memory;

import java.util.Arrays;

/**
 * Numbers 4K pages 0, 1, 2 and so on in the order in which they are first seen, so that what is
 * known of a page can live in plain arrays.
 *
 * <p>Pages of the {@link #WINDOW} that begins at the first page are found by their place, since table
 * pages come from one pool as a rule; all others in an open-addressing table with linear probing.
 * Pages are never forgotten.
 */
public final class PageIndex {
  /** A page is 2^12 bytes. */
  public static final int PAGE_SHIFT = 12;

  /** Answer for a page that has no number. */
  public static final int ABSENT = -1;

  /** So many pages are found by their place, 512M: from the first page upwards, and some before. */
  static final int WINDOW = 1 << 17;

  /** The window begins at a multiple of this many pages. */
  private static final int WINDOW_STEP = 64;

  private long windowStart; // a frame
  private int[] windowNumbersPlusOne = new int[0]; // up to the highest page seen in the window
  private long[] frames = new long[8];
  private int[] numbersPlusOne = new int[8]; // 0 marks a free slot
  private int hashed;
  private int size;

  /** How many pages have a number. */
  public int size() {
    return size;
  }

  /**
   * The place in the window of the page that contains {@code pa}: from 0 below {@link #WINDOW};
   * anything else if it lies elsewhere. It stays what it is once the first page is known.
   */
  long place(long pa) {
    return (pa >>> PAGE_SHIFT) - windowStart;
  }

  /** The number of the page that contains {@code pa}, or {@link #ABSENT}. */
  public int find(long pa) {
    long place = place(pa);
    return place >= 0 && place < windowNumbersPlusOne.length
        ? windowNumbersPlusOne[(int) place] - 1
        : findInTable(pa >>> PAGE_SHIFT);
  }

  private int findInTable(long frame) {
    return numbersPlusOne[slot(frames, numbersPlusOne, frame)] - 1;
  }

  /** The number of the page that contains {@code pa}; the next free one if it had none. */
  public int findOrAdd(long pa) {
    int known = find(pa);
    if (known != ABSENT) {
      return known;
    }
    long frame = pa >>> PAGE_SHIFT;
    if (size++ == 0) {
      windowStart = frame & -WINDOW_STEP;
    }
    long place = place(pa);
    if (place >= 0 && place < WINDOW) {
      addToWindow((int) place);
    } else {
      addToTable(frame);
    }
    return size - 1;
  }

  private void addToWindow(int place) {
    if (place >= windowNumbersPlusOne.length) {
      windowNumbersPlusOne = Arrays.copyOf(windowNumbersPlusOne, lengthFor(place));
    }
    windowNumbersPlusOne[place] = size;
  }

  /** How long an array by place becomes so that it has this one. */
  static int lengthFor(int place) {
    return Math.min(WINDOW, Math.max(8, Integer.highestOneBit(place) * 2));
  }

  private void addToTable(long frame) {
    int slot = slot(frames, numbersPlusOne, frame);
    frames[slot] = frame;
    numbersPlusOne[slot] = size;
    if (++hashed * 2 > frames.length) {
      grow();
    }
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
