package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * The allocator of table pages, each as large as the granule. Fresh pages come first, in ascending
 * order; freed ones are handed out again only when there is no fresh one left, the longest free
 * first.
 */
class TablePool {
  /** Answer when no page can be allocated; no table page is there. */
  static final long NONE = TreeLayout.NO_TABLE;

  private static final long FIRST_PA = 0xd000_0000L;
  private static final long END_PA = FIRST_PA + (1L << 29);
  private static final int SMALLEST_SHIFT = Granule.SIZE_4K.shift();
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final PhysicalMemory memory;
  private final EventSink events;
  private final Allocations allocations;
  private final Deque<Long> freed = new ArrayDeque<>();
  private final BitSet free = new BitSet();
  private long nextFresh = FIRST_PA;
  private long remaining = UNLIMITED;
  private long inUse;

  TablePool(PhysicalMemory memory, EventSink events, Allocations allocations) {
    this.memory = memory;
    this.events = events;
    this.allocations = allocations;
  }

  /** Allows only so many more pages; each page that is freed may be allocated again. */
  void limit(long pages) {
    remaining = pages;
  }

  /** Allows as many pages as there are. */
  void liftLimit() {
    remaining = UNLIMITED;
  }

  /** Pages that are allocated, those of start tables included. */
  long inUse() {
    return inUse;
  }

  /**
   * Allocates the pages of a start table, aligned to their size; the limit does not count them.
   *
   * @return the first page, or {@link #NONE}
   */
  long allocateRoot(int pe, int pages, Granule granule) {
    long size = pages * granule.sizeBytes();
    long first = (nextFresh + size - 1) & -size;
    if (first + size > END_PA || !allocations.mayAllocate()) {
      return NONE;
    }
    nextFresh = first + size;
    for (long pa = first; pa < nextFresh; pa += granule.sizeBytes()) {
      taken(pe, pa, granule);
    }
    return first;
  }

  /** A page, or {@link #NONE}. */
  long allocate(int pe, Granule granule) {
    long pa = reserve(granule);
    if (pa != NONE) {
      taken(pe, pa, granule);
    }
    return pa;
  }

  /** A page that is no table yet, or {@link #NONE}. */
  long reserve(Granule granule) {
    if (!allocations.mayAllocate() || remaining <= 0) {
      return NONE;
    }
    long size = granule.sizeBytes();
    long pa = (nextFresh + size - 1) & -size;
    if (pa + size <= END_PA) {
      nextFresh = pa + size;
    } else if (freed.isEmpty() || granule != Granule.SIZE_4K) {
      return NONE;
    } else {
      pa = freed.removeFirst();
    }
    remaining--;
    return pa;
  }

  /** A page that was reserved becomes a table. */
  void taken(int pe, long pa, Granule granule) {
    inUse++;
    free.clear(number(pa));
    zero(memory, pa, granule);
    events.tableAllocated(pe, pa);
  }

  /** Makes every descriptor of a table page zero. */
  static void zero(PhysicalMemory memory, long tablePa, Granule granule) {
    for (long pa = tablePa; pa < tablePa + granule.sizeBytes(); pa += 1L << SMALLEST_SHIFT) {
      memory.zeroPage(pa);
    }
  }

  /** Takes a page back; the second time it does nothing but say so. */
  void free(int pe, long tablePa) {
    if (released(pe, tablePa)) {
      giveBack(tablePa);
    }
  }

  /** A page is a table no more, but still reserved; whether it was one. */
  boolean released(int pe, long tablePa) {
    boolean again = free.get(number(tablePa));
    if (!again) {
      inUse--;
      free.set(number(tablePa));
    }
    events.tableFreed(pe, tablePa, again);
    return !again;
  }

  /** A page that is no table is reserved no more. */
  void giveBack(long pa) {
    freed.addLast(pa);
    regain();
  }

  /** One more page may be allocated. */
  void regain() {
    if (remaining != UNLIMITED) {
      remaining++;
    }
  }

  private static int number(long tablePa) {
    return (int) ((tablePa - FIRST_PA) >>> SMALLEST_SHIFT);
  }
}
