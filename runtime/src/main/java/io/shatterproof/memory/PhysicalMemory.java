package io.shatterproof.memory;

import io.shatterproof.walk.DescriptorMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Physical memory that exists where it was allocated or written, in pages of 512 words.
 *
 * <p>A page that only holds zeros costs no array. Addresses are unsigned, and multiples of 8 where
 * a word is meant. Not thread-safe.
 */
public final class PhysicalMemory implements DescriptorMemory {
  /** Words in a page. */
  public static final int WORDS = 512;

  private static final long[] ZEROS = new long[WORDS];

  private final PageIndex index = new PageIndex();
  // Null where a page is not backed, or holds zeros only.
  private long[] @Nullable [] near = new long[0][]; // by place in the window of the index
  private long[] @Nullable [] far = new long[16][]; // by number, for pages outside of the window

  @Override
  public long read(long pa) {
    long[] page = page(pa);
    return page == null ? 0 : page[word(pa)];
  }

  /**
   * Copies words that stand one behind the other.
   *
   * @param pa of the first one
   */
  public void read(long pa, long[] words) {
    int to;
    for (int from = 0; from < words.length; from = to) {
      int first = word(pa + 8L * from);
      to = Math.min(words.length, from + WORDS - first); // to the end of the page
      long[] page = page(pa + 8L * from);
      if (page == null) {
        Arrays.fill(words, from, to, 0);
      } else {
        System.arraycopy(page, first, words, from, to - from);
      }
    }
  }

  /**
   * Whether the words that stand one behind the other are these.
   *
   * @param pa of the first one
   */
  public boolean holds(long pa, long[] words) {
    int to;
    for (int from = 0; from < words.length; from = to) {
      int first = word(pa + 8L * from);
      to = Math.min(words.length, from + WORDS - first); // to the end of the page
      long[] page = page(pa + 8L * from);
      long[] actual = page == null ? ZEROS : page;
      if (!Arrays.equals(actual, first, first + to - from, words, from, to)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the page that contains {@code pa} is known to be zero; false is no promise. */
  public boolean isZeroPage(long pa) {
    return page(pa) == null;
  }

  @Override
  public boolean isBacked(long pa) {
    return index.find(pa) != PageIndex.ABSENT;
  }

  /** Stores a word; its page is backed from now on. */
  public void write(long pa, long value) {
    exchange(pa, value);
  }

  /** Stores a word; its page is backed from now on. Answers what was there. */
  public long exchange(long pa, long value) {
    long[] page = page(pa);
    if (page == null) {
      return exchangeZero(pa, value);
    }
    int word = word(pa);
    long replaced = page[word];
    page[word] = value;
    return replaced;
  }

  private long exchangeZero(long pa, long value) {
    if (value == 0) {
      index.findOrAdd(pa);
    } else {
      long[] page = new long[WORDS];
      page[word(pa)] = value;
      setPage(pa, page);
    }
    return 0;
  }

  @Override
  public boolean compareAndSwap(long pa, long expected, long replacement) {
    if (read(pa) != expected) {
      return false;
    }
    write(pa, replacement);
    return true;
  }

  /** Makes every word of the page that contains {@code pa} zero; it is backed from now on. */
  public void zeroPage(long pa) {
    setPage(pa, null);
  }

  /** Number of pages that are backed. */
  public int backedPages() {
    return index.size();
  }

  private long @Nullable [] page(long pa) {
    long place = index.place(pa);
    int at = (int) place; // one comparison of an int is the check of the array, too
    return at == place && at >= 0 && at < near.length ? near[at] : farPage(pa);
  }

  private long @Nullable [] farPage(long pa) {
    long place = index.place(pa);
    if (place >= 0 && place < PageIndex.WINDOW) {
      return null; // those of the window that are not near hold zeros only
    }
    int number = index.find(pa);
    return number == PageIndex.ABSENT || number >= far.length ? null : far[number];
  }

  private void setPage(long pa, long @Nullable [] page) {
    int number = index.findOrAdd(pa);
    long place = index.place(pa);
    if (place >= 0 && place < PageIndex.WINDOW) {
      if (place >= near.length) {
        near = Arrays.copyOf(near, PageIndex.lengthFor((int) place));
      }
      near[(int) place] = page;
    } else {
      if (number >= far.length) {
        far = Arrays.copyOf(far, Integer.highestOneBit(number) * 2);
      }
      far[number] = page;
    }
  }

  private static int word(long pa) {
    return (int) (pa >>> 3) & (WORDS - 1);
  }
}
