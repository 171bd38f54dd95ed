package io.shatterproof.compiler.image;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Addresses for tables, from the start of a range upwards, in order of need. */
final class TablePool {
  private final long tableBytes;
  private final Set<Long> taken;
  private final long end;
  private long next;

  /**
   * A range.
   *
   * @param start multiple of the size of a table
   * @param taken addresses that are not given out
   */
  TablePool(long start, long sizeBytes, long tableBytes, Set<Long> taken) {
    this.next = start;
    this.end = start + sizeBytes;
    this.tableBytes = tableBytes;
    this.taken = new HashSet<>(taken);
  }

  /** The next address that is free, for so many tables side by side; aligned to all of them. */
  OptionalLong take(int tables) {
    long bytes = tables * tableBytes;
    for (long pa = (next + bytes - 1) & -bytes; isInside(pa, bytes); pa += bytes) {
      if (isFree(pa, tables)) {
        next = pa + bytes;
        return OptionalLong.of(pa);
      }
    }
    return OptionalLong.empty();
  }

  private boolean isInside(long pa, long bytes) {
    return Long.compareUnsigned(pa, next) >= 0
        && Long.compareUnsigned(end - pa, bytes) >= 0
        && Long.compareUnsigned(pa, end) < 0;
  }

  private boolean isFree(long pa, int tables) {
    for (int i = 0; i < tables; i++) {
      if (taken.contains(pa + i * tableBytes)) {
        return false;
      }
    }
    return true;
  }
}
