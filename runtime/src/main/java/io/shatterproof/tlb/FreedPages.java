package io.shatterproof.tlb;

import java.util.ArrayList;
import java.util.List;

/** Pages that were freed, and when: anything may stand in them until they are allocated again. */
final class FreedPages {
  private final List<FreedPage> pages = new ArrayList<>();

  /** A page that anything may stand in; until it is allocated again. */
  private static final class FreedPage {
    private final long pa;
    private final long sizeBytes;
    private final long from;
    private long until = Times.NEVER;

    private FreedPage(long pa, long sizeBytes, long from) {
      this.pa = pa;
      this.sizeBytes = sizeBytes;
      this.from = from;
    }

    private boolean has(long address) {
      return Long.compareUnsigned(address - pa, sizeBytes) < 0;
    }
  }

  void free(long event, long pa, long sizeBytes) {
    pages.add(new FreedPage(pa, sizeBytes, event));
  }

  /** A page is used again; whether it was free. */
  boolean allocate(long event, long pa) {
    boolean wasFree = false;
    for (FreedPage page : pages) {
      if (page.has(pa) && page.until == Times.NEVER) {
        page.until = event;
        wasFree = true;
      }
    }
    return wasFree;
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }

  void clear() {
    pages.clear();
  }

  /** Whether a page is free. */
  boolean isFree(long pa) {
    for (FreedPage page : pages) {
      if (page.has(pa) && page.until == Times.NEVER) {
        return true;
      }
    }
    return false;
  }

  /** When the page of a word was freed last that is still free at a boundary; otherwise NEVER. */
  long freedAt(long pa, long boundary) {
    long last = Times.NEVER;
    for (FreedPage page : pages) {
      if (page.has(pa) && page.from <= boundary && boundary < page.until) {
        last = page.from;
      }
    }
    return last;
  }
}
