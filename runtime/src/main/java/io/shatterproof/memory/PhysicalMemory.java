package io.shatterproof.memory;

import io.shatterproof.walk.DescriptorSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Physical memory that exists where it was allocated or written, in pages of 512 words.
 *
 * <p>A page that only holds zeros costs no array. Addresses are unsigned, and multiples of 8 where
 * a word is meant. Not thread-safe.
 */
public final class PhysicalMemory implements DescriptorSource {
  /** Words in a page. */
  public static final int WORDS = 512;

  private final PageIndex index = new PageIndex();
  private long[] @Nullable [] pages = new long[16][];

  @Override
  public long read(long pa) {
    int number = index.find(pa);
    if (number == PageIndex.ABSENT) {
      return 0;
    }
    long[] page = pages[number];
    return page == null ? 0 : page[word(pa)];
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
    int number = index.find(pa);
    long[] page = number == PageIndex.ABSENT ? null : pages[number];
    if (page == null) {
      return value == 0 ? back(pa) : exchangeInNew(pa, value);
    }
    int word = word(pa);
    long replaced = page[word];
    page[word] = value;
    return replaced;
  }

  private long back(long pa) {
    number(pa);
    return 0;
  }

  private long exchangeInNew(long pa, long value) {
    int number = number(pa); // may replace the array
    long[] page = new long[WORDS];
    pages[number] = page;
    page[word(pa)] = value;
    return 0;
  }

  /** Makes every word of the page that contains {@code pa} zero; it is backed from now on. */
  public void zeroPage(long pa) {
    int number = number(pa); // may replace the array
    pages[number] = null;
  }

  /** Number of pages that are backed. */
  public int backedPages() {
    return index.size();
  }

  private int number(long pa) {
    int number = index.findOrAdd(pa);
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, pages.length * 2);
    }
    return number;
  }

  private static int word(long pa) {
    return (int) (pa >>> 3) & (WORDS - 1);
  }
}
