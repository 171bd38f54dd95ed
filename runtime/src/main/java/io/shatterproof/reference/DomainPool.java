package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.p2m.Errno;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pages that the tables of one domain may take. Until it is given a size the heap is its limit,
 * as for the hardware domain; then it hands out what it has, the longest free first.
 *
 * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_alloc_page, p2m_free_page, p2m_set_allocation"
 */
class DomainPool {
  private final TablePool heap;
  private final Deque<Long> free = new ArrayDeque<>();
  private boolean hasSize;
  private long pages; // tables included

  DomainPool(TablePool heap) {
    this.heap = heap;
  }

  /** A page for a table, or {@link TablePool#NONE}. */
  long allocate(int pe, Granule granule) {
    if (!hasSize) {
      long tablePa = heap.allocate(pe, granule);
      pages += tablePa == TablePool.NONE ? 0 : 1;
      return tablePa;
    }
    if (free.isEmpty()) {
      return whenEmpty(pe, granule);
    }
    long tablePa = free.removeFirst();
    heap.taken(pe, tablePa, granule);
    return tablePa;
  }

  /** A page where the pool has none left. */
  protected long whenEmpty(int pe, Granule granule) {
    return TablePool.NONE;
  }

  /** Has a page for another table. */
  protected void keep(long pa) {
    free.addLast(pa);
  }

  /** Takes a table back; the second time it does nothing but say so. */
  void free(int pe, long tablePa) {
    if (heap.released(pe, tablePa)) {
      if (hasSize) {
        keep(tablePa);
      } else {
        pages--;
        heap.giveBack(tablePa);
      }
    }
  }

  /** Gives a page of the start table back, which is the heap's. */
  void freeRoot(int pe, long tablePa) {
    heap.free(pe, tablePa);
  }

  /** Pages that it has, those of tables included. */
  long pages() {
    return pages;
  }

  /**
   * Takes pages from the heap, or gives back those that are free.
   *
   * @param wanted pages that it is to have, those of tables included
   * @return 0; the negated ENOMEM if the heap has no more or too many are tables: what could be done
   *     is done; or the negated ERESTART
   */
  long resize(long wanted, Granule granule, Preemption preemption) {
    hasSize = true;
    while (pages != wanted) {
      if (!(pages < wanted ? grow(granule) : shrink())) {
        return Errno.ENOMEM.code();
      }
      if (preemption.isAsked()) {
        return Errno.ERESTART.code();
      }
    }
    return 0;
  }

  private boolean grow(Granule granule) {
    long pa = heap.reserve(granule);
    if (pa == TablePool.NONE) {
      return false;
    }
    free.addLast(pa);
    pages++;
    return true;
  }

  private boolean shrink() {
    if (free.isEmpty()) {
      return false;
    }
    heap.giveBack(free.removeFirst());
    pages--;
    return true;
  }
}
