package io.shatterproof.machine.brute;

import java.util.List;

/**
 * Where programs have their tables: two roots, three tables of level 2 and three of level 3, each
 * with two entries in use. Those of levels 1 and 2 are in two cache lines, those of level 3 in one;
 * those of levels 2 and 3 are in one contiguous group.
 */
final class Layout {
  static final long PAGE_BYTES = 0x1000;
  static final long FIRST = 0x8000_0000L;
  static final long R0 = FIRST;
  static final long R1 = FIRST + 0x1000;
  static final long T2A = FIRST + 0x2000;
  static final long T2B = FIRST + 0x3000;
  static final long T2C = FIRST + 0x4000;
  static final long T3A = FIRST + 0x5000;
  static final long T3B = FIRST + 0x6000;
  static final long T3C = FIRST + 0x7000;
  static final int PAGES = 8;
  static final long LINE_BYTES = 64;

  private static final String[] NAMES = {"r0", "r1", "t2a", "t2b", "t2c", "t3a", "t3b", "t3c"};
  private static final int[] SHIFTS = {39, 30, 21, 12};

  private Layout() {}

  /** The index of the n-th entry in use of a table of this level. */
  static int index(int level, int n) {
    return n * (level == 3 ? 1 : 8);
  }

  static List<Long> tables(int level) {
    return switch (level) {
      case 1 -> List.of(R0, R1);
      case 2 -> List.of(T2A, T2B, T2C);
      case 3 -> List.of(T3A, T3B, T3C);
      default -> List.of();
    };
  }

  /** The level that a table page is of. */
  static int level(long pa) {
    long page = pa & -PAGE_BYTES;
    return page <= R1 ? 1 : page <= T2C ? 2 : 3;
  }

  /** The word of the n-th entry in use. */
  static long word(long tablePa, int n) {
    return tablePa + 8L * index(level(tablePa), n);
  }

  /** Which of the entries in use a word is. */
  static int number(long pa) {
    return (pa & (PAGE_BYTES - 1)) == 0 ? 0 : 1;
  }

  static long sizeBytes(int level) {
    return 1L << SHIFTS[level];
  }

  /** The IPA that entries of three levels name. */
  static long ipa(int n1, int n2, int n3) {
    return (long) index(1, n1) << SHIFTS[1]
        | (long) index(2, n2) << SHIFTS[2]
        | (long) index(3, n3) << SHIFTS[3];
  }

  /** The index of an IPA in a table of this level. */
  static int index(long ipa, int level) {
    return (int) (ipa >>> SHIFTS[level] & 0x1ff);
  }

  /** The first IPA of an entry where its table is meant to be linked. */
  static long home(long wordPa) {
    int n = number(wordPa);
    long page = wordPa & -PAGE_BYTES;
    if (page == T2B) {
      return ipa(1, n, 0);
    }
    return switch (level(wordPa)) {
      case 1 -> ipa(n, 0, 0);
      case 2 -> ipa(0, n, 0);
      default -> page == T3B ? ipa(0, 1, n) : ipa(0, 0, n);
    };
  }

  static String name(long pa) {
    int page = (int) ((pa - FIRST) >>> 12);
    long offset = pa & (PAGE_BYTES - 1);
    return NAMES[page] + (offset == 0 ? "" : "+0x" + Long.toHexString(offset));
  }
}
