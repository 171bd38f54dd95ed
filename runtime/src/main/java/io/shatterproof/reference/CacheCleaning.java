package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;

/**
 * Cleans and invalidates, page by page, the memory that a guest can have used: what is mapped by a
 * lazy entry it has not used. Now and then it lets another go on.
 *
 * @see "xen c447b7308b xen/arch/arm/p2m.c: p2m_cache_flush_range; 8d6e1fe4a7, 221c2fc433,
 *     cd85147287"
 */
class CacheCleaning {
  /** Work after which preemption is asked for. */
  private static final int SLICE = 512;

  private static final int WORK_OF_PAGE = 10;
  private static final int WORK_OF_SKIPPED = 1;

  private final ReferenceP2m p2m;
  private final TreeLayout layout;
  private final EntryLookup lookup;
  private long firstGfn; // of what was looked up last
  private long endGfn;

  CacheCleaning(ReferenceP2m p2m) {
    this.p2m = p2m;
    this.layout = p2m.layout();
    this.lookup = p2m.parts().lookup(p2m);
  }

  /** As {@link P2mAlgorithm#cleanSome}. */
  long clean(long gfn, long pages, long start, Preemption preemption) {
    long at = max(gfn + start, p2m.lowestMapped());
    long end = endOfCleaning(gfn, pages);
    int work = 0;
    endGfn = at;
    while (Long.compareUnsigned(at, end) < 0) {
      if (work >= SLICE) {
        if (preemption.isAsked()) {
          return at - gfn;
        }
        work = 0;
      }
      if (at == endGfn && !findsUsed(at)) {
        work += WORK_OF_SKIPPED;
        at = endGfn;
      } else {
        work += WORK_OF_PAGE;
        cleanPage(at);
        at++;
      }
    }
    p2m.cpu().invalidateInstructions();
    return 0;
  }

  /** Behind the last frame to be cleaned. */
  protected long endOfCleaning(long gfn, long pages) {
    long end = gfn + pages;
    return Long.compareUnsigned(end, p2m.endOfMapped()) < 0 ? end : p2m.endOfMapped();
  }

  /** Looks up what begins at a frame; whether the guest can have used it. */
  private boolean findsUsed(long gfn) {
    lookup.searchBounded(gfn);
    firstGfn = gfn;
    endGfn = layout.nextBoundary(gfn, lookup.level());
    return lookup.isMapped()
        && p2m.codec().isAnyRam(lookup.descriptor())
        && S2Descriptor.isValid(lookup.descriptor());
  }

  private void cleanPage(long gfn) {
    long mfn = lookup.mfn() + gfn - firstGfn;
    p2m.cpu().cleanData(layout.address(mfn), layout.granule().sizeBytes());
  }

  private static long max(long first, long second) {
    return Long.compareUnsigned(first, second) > 0 ? first : second;
  }
}
