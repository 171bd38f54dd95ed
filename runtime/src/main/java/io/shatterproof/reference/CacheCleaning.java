package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.Errno;

/**
 * Cleans and invalidates, page by page, the memory that a guest can have used in a range: what is
 * mapped by a lazy entry it has not used. In pieces, after each of which another can go on.
 *
 * @see "xen c447b7308b xen/arch/arm/p2m.c: p2m_cache_flush_range; 8d6e1fe4a7, 221c2fc433,
 *     cd85147287"
 */
final class CacheCleaning {
  /** Work after which preemption is asked for. */
  private static final int SLICE = 512;

  private static final int WORK_OF_PAGE = 10;
  private static final int WORK_OF_SKIPPED = 1;

  private final ReferenceP2m p2m;
  private final TreeLayout layout;
  private final EntryLookup lookup;
  private final long end;
  private long at;

  /**
   * To be run until it is done.
   *
   * @param gfn first frame
   * @param end behind the last
   */
  CacheCleaning(ReferenceP2m p2m, long gfn, long end) {
    this.p2m = p2m;
    this.layout = p2m.layout();
    this.lookup = p2m.parts().lookup(p2m);
    this.at = Long.compareUnsigned(gfn, p2m.lowestMapped()) > 0 ? gfn : p2m.lowestMapped();
    this.end = Long.compareUnsigned(end, p2m.endOfMapped()) < 0 ? end : p2m.endOfMapped();
  }

  /** Goes on where the last run stopped; 0, or the negated ERESTART when preempted. */
  long run(Preemption preemption) {
    int work = 0;
    long firstMfn = 0; // of the block that covers frames from firstGfn up to endOfBlock
    long firstGfn = at;
    long endOfBlock = at;
    while (Long.compareUnsigned(at, end) < 0) {
      if (work >= SLICE) {
        if (preemption.isAsked()) {
          return Errno.ERESTART.code();
        }
        work = 0;
      }
      if (at == endOfBlock) {
        lookup.searchBounded(at);
        firstMfn = lookup.mfn();
        firstGfn = at;
        endOfBlock = layout.nextBoundary(at, lookup.level());
        if (!isUsed()) {
          work += WORK_OF_SKIPPED;
          at = endOfBlock;
          continue;
        }
      }
      work += WORK_OF_PAGE;
      long pa = layout.address(firstMfn + at - firstGfn);
      p2m.cpu().cleanData(pa, layout.granule().sizeBytes());
      at++;
    }
    p2m.cpu().invalidateInstructions();
    return 0;
  }

  private boolean isUsed() {
    return lookup.isMapped()
        && p2m.codec().isAnyRam(lookup.descriptor())
        && S2Descriptor.isValid(lookup.descriptor());
  }
}
