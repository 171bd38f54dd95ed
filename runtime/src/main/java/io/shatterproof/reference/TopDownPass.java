package io.shatterproof.reference;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one call before the rework leaves to its end: one invalidation, then the tables that it
 * unlinked.
 */
final class TopDownPass {
  private final ReferenceP2m p2m;
  private final boolean flushesIommu;
  private final long gfn;
  private final long pages;
  private final Deque<Long> unlinkedTables = new ArrayDeque<>();
  private boolean flush;

  /** A call over a range of guest frames, which takes the lock. */
  TopDownPass(ReferenceP2m p2m, boolean flushesIommu, long gfn, long pages) {
    this.p2m = p2m;
    this.flushesIommu = flushesIommu;
    this.gfn = gfn;
    this.pages = pages;
    p2m.reportLocked();
  }

  void flushAtEnd() {
    flush = true;
  }

  void freeAtEnd(long tablePa) {
    unlinkedTables.addFirst(tablePa);
  }

  /** Invalidates if anything asked for it, frees the last unlinked table first, and unlocks. */
  void finish() {
    if (flush) {
      p2m.flushTlb();
      if (flushesIommu) {
        p2m.flushIommu(gfn, pages);
      }
    }
    unlinkedTables.forEach(p2m::freeTable);
    p2m.reportUnlocked();
  }
}
