package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The allocator of table pages. Fresh pages come first, in ascending order; freed ones are handed
 * out again only when there is no fresh one left, the longest free first.
 */
final class TablePool {
  /** Answer when no page can be allocated; no table page is there. */
  static final long NONE = 0;

  private static final long FIRST_PA = 0xd000_0000L;
  private static final long END_PA = FIRST_PA + (1L << 29);
  private static final long PAGE = Granule.SIZE_4K.sizeBytes();

  private final PhysicalMemory memory;
  private final EventSink events;
  private final Deque<Long> freed = new ArrayDeque<>();
  private long nextFresh = FIRST_PA;
  private long remaining = Long.MAX_VALUE;

  TablePool(PhysicalMemory memory, EventSink events) {
    this.memory = memory;
    this.events = events;
  }

  /** Allows only so many more pages; each page that is freed may be allocated again. */
  void limit(long pages) {
    remaining = pages;
  }

  /**
   * Allocates the pages of a start table, aligned to their size; the limit does not count them.
   *
   * @return the first page, or {@link #NONE}
   */
  long allocateRoot(int pe, int pages) {
    long size = pages * PAGE;
    long first = (nextFresh + size - 1) & -size;
    if (first + size > END_PA) {
      return NONE;
    }
    nextFresh = first + size;
    for (long pa = first; pa < nextFresh; pa += PAGE) {
      memory.zeroPage(pa);
      events.tableAllocated(pe, pa);
    }
    return first;
  }

  /** A page, or {@link #NONE}. */
  long allocate(int pe) {
    if (remaining <= 0) {
      return NONE;
    }
    long pa;
    if (nextFresh < END_PA) {
      pa = nextFresh;
      nextFresh += PAGE;
    } else if (freed.isEmpty()) {
      return NONE;
    } else {
      pa = freed.removeFirst();
    }
    remaining--;
    memory.zeroPage(pa);
    events.tableAllocated(pe, pa);
    return pa;
  }

  /** Takes a page back. */
  void free(int pe, long tablePa) {
    if (remaining != Long.MAX_VALUE) {
      remaining++;
    }
    freed.addLast(tablePa);
    events.tableFreed(pe, tablePa, false);
  }
}
