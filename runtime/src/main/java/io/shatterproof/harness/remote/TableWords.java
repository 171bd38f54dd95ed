package io.shatterproof.harness.remote;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the table pages of a session hold: words that are not zero, in pages of which all is told. */
final class TableWords {
  private static final int SMALLEST_PAGE = 0x1000;
  private static final int LARGEST_PAGE = 0x10000;
  private static final long MOST_BYTES = 1L << 27; // of all pages: a line of 30 bytes makes one

  private final Map<Long, long[]> pages = new HashMap<>();
  private int pageBytes;
  private boolean isPlanned;

  /** Every word is zero, wherever it is. */
  static TableWords planned() {
    TableWords tables = new TableWords();
    tables.isPlanned = true;
    return tables;
  }

  /** A page whose words are zero but for those that follow; all pages are of one size. */
  void page(long tablePa, long sizeBytes) {
    boolean isSize = sizeBytes >= SMALLEST_PAGE
        && sizeBytes <= LARGEST_PAGE
        && Long.bitCount(sizeBytes) == 1
        && (pageBytes == 0 || pageBytes == sizeBytes);
    if (!isSize || (tablePa & (sizeBytes - 1)) != 0) {
      throw new NonsenseException("no table page of " + sizeBytes + " bytes is at 0x"
          + Long.toHexString(tablePa) + " here");
    }
    pageBytes = (int) sizeBytes;
    if ((pages.size() + 1L) * pageBytes > MOST_BYTES) {
      throw new NonsenseException("the table pages have more than " + MOST_BYTES + " bytes");
    }
    if (pages.put(tablePa, new long[pageBytes / Long.BYTES]) != null) {
      throw new NonsenseException(
          "the table page at 0x" + Long.toHexString(tablePa) + " is told twice");
    }
  }

  void word(long pa, long value) {
    long[] words = pageOf(pa);
    if (words == null || (pa & 7) != 0) {
      throw new NonsenseException(
          "the word at 0x" + Long.toHexString(pa) + " is in no table page that was told before");
    }
    words[index(pa)] = value;
  }

  private long @Nullable [] pageOf(long pa) {
    return pages.get(pa & -(long) pageBytes);
  }

  private int index(long pa) {
    return (int) (pa & (pageBytes - 1)) / Long.BYTES;
  }

  /** The word at an address; empty in a page of which nothing was told. */
  OptionalLong read(long pa) {
    long[] words = pageOf(pa);
    if (words == null) {
      return isPlanned ? OptionalLong.of(0) : OptionalLong.empty();
    }
    return OptionalLong.of(words[index(pa)]);
  }

  /** Reads words one behind the other; false if some of them were not told. */
  boolean read(long pa, long[] target) {
    if (isPlanned) {
      Arrays.fill(target, 0);
      return true;
    }
    long[] words = pageOf(pa);
    if (words == null || index(pa) + target.length > words.length) {
      return false;
    }
    System.arraycopy(words, index(pa), target, 0, target.length);
    return true;
  }
}
