package io.shatterproof.harness.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the table pages of a session hold: words that are not zero, in pages of which all is told. */
final class TableWords {
  private static final long SMALLEST_PAGE = 0x1000;

  private final List<Page> pages = new ArrayList<>();
  private final Map<Long, Long> words = new HashMap<>();
  private boolean isAllZero;

  /** Table pages of which every word is zero, wherever they are. */
  static TableWords allZero() {
    TableWords tables = new TableWords();
    tables.isAllZero = true;
    return tables;
  }

  /** A page whose words are zero but for those that follow. */
  void page(long tablePa, long sizeBytes) {
    if (sizeBytes < SMALLEST_PAGE || (tablePa & (sizeBytes - 1)) != 0) {
      throw new NonsenseException(
          "no table page of " + sizeBytes + " bytes is at 0x" + Long.toHexString(tablePa));
    }
    pages.add(new Page(tablePa, sizeBytes));
  }

  void word(long pa, long value) {
    if (!isTold(pa) || (pa & 7) != 0) {
      throw new NonsenseException(
          "the word at 0x" + Long.toHexString(pa) + " is in no table page that was told before");
    }
    words.put(pa, value);
  }

  private boolean isTold(long pa) {
    for (int i = pages.size() - 1; i >= 0; i--) {
      if (Long.compareUnsigned(pa - pages.get(i).pa(), pages.get(i).sizeBytes()) < 0) {
        return true;
      }
    }
    return isAllZero;
  }

  /** The word at an address; empty in a page of which nothing was told. */
  OptionalLong read(long pa) {
    Long word = words.get(pa);
    if (word != null) {
      return OptionalLong.of(word);
    }
    return isTold(pa) ? OptionalLong.of(0) : OptionalLong.empty();
  }

  private record Page(long pa, long sizeBytes) {}
}
