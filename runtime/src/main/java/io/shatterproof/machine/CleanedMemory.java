package io.shatterproof.machine;

import io.shatterproof.bbm.Violation;
import io.shatterproof.memory.PageIndex;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which descriptors may still be in a data cache alone, where an IOMMU that does not walk coherently
 * cannot see them.
 */
final class CleanedMemory {
  private static final long NEVER = -1;
  private static final long PAGE_BYTES = 8L * PhysicalMemory.WORDS;
  private static final int BITS_OF_PAGE = PhysicalMemory.WORDS / Long.SIZE;

  private final PageIndex index = new PageIndex();
  private long[] dirty = new long[64 * BITS_OF_PAGE];
  private long[] cleanedAt = new long[64];
  private int[] cleanedBy = new int[64];
  private final long[] lastBarrier; // by PE
  private final long[] uncleanedPa; // by PE: where its last live store went
  private final @Nullable Violation[] uncleaned; // by PE: what that store is if it is not cleaned

  CleanedMemory(int pes) {
    lastBarrier = new long[pes];
    uncleanedPa = new long[pes];
    uncleaned = new Violation[pes];
    Arrays.fill(lastBarrier, NEVER);
  }

  /** A descriptor is stored, or zeroed with its page. */
  void stored(long pa) {
    int page = page(pa);
    int word = (int) (pa >>> 3) & (PhysicalMemory.WORDS - 1);
    dirty[page * BITS_OF_PAGE + word / Long.SIZE] |= 1L << (word % Long.SIZE);
  }

  /** Every descriptor of a table page is stored. */
  void storedAll(long tablePa, long sizeBytes) {
    for (long pa = tablePa; pa < tablePa + sizeBytes; pa += PAGE_BYTES) {
      int first = page(pa) * BITS_OF_PAGE;
      Arrays.fill(dirty, first, first + BITS_OF_PAGE, -1L);
    }
  }

  /** A PE stored to a live table and has to clean that next, or it is this violation. */
  void mustClean(int pe, long pa, Violation otherwise) {
    uncleanedPa[pe] = pa;
    uncleaned[pe] = otherwise;
  }

  /** The PE goes on: what it should have cleaned is forgotten, and answered. */
  @Nullable
  Violation goesOn(int pe) {
    Violation overdue = uncleaned[pe];
    uncleaned[pe] = null;
    return overdue;
  }

  /** What no PE has cleaned yet. */
  List<Violation> uncleaned() {
    List<Violation> all = new ArrayList<>(Arrays.asList(uncleaned));
    all.removeIf(Objects::isNull);
    return all;
  }

  /** Cleans what is in the range; a range may be any nonsense. */
  void clean(int pe, long event, long pa, long sizeBytes) {
    if (Long.compareUnsigned(uncleanedPa[pe] - pa, sizeBytes) < 0) {
      uncleaned[pe] = null;
    }
    long rest = Long.compareUnsigned(sizeBytes, 64 * PAGE_BYTES) > 0 ? 64 * PAGE_BYTES : sizeBytes;
    for (long at = pa & -8L; rest > 0; ) {
      int page = index.find(at);
      long pageEnd = (at & -PAGE_BYTES) + PAGE_BYTES;
      if (page != PageIndex.ABSENT) {
        cleanedAt[page] = event;
        cleanedBy[page] = pe;
      }
      for (; at != pageEnd && rest > 0; at += 8, rest -= 8) {
        if (page != PageIndex.ABSENT) {
          int word = (int) (at >>> 3) & (PhysicalMemory.WORDS - 1);
          dirty[page * BITS_OF_PAGE + word / Long.SIZE] &= ~(1L << (word % Long.SIZE));
        }
      }
    }
  }

  /** A barrier of a PE completes its cleans. */
  void barrier(int pe, long event) {
    lastBarrier[pe] = event;
  }

  /** Whether every descriptor of a table page is where the IOMMU can see it. */
  boolean isClean(long tablePa, long sizeBytes) {
    for (long pa = tablePa; pa < tablePa + sizeBytes; pa += PAGE_BYTES) {
      if (!isClean(pa)) {
        return false;
      }
    }
    return true;
  }

  private boolean isClean(long pa) {
    int page = index.find(pa);
    if (page == PageIndex.ABSENT) {
      return true;
    }
    for (int i = 0; i < BITS_OF_PAGE; i++) {
      if (dirty[page * BITS_OF_PAGE + i] != 0) {
        return false;
      }
    }
    return lastBarrier[cleanedBy[page]] > cleanedAt[page];
  }

  private int page(long pa) {
    int page = index.findOrAdd(pa);
    if (page >= cleanedAt.length) {
      dirty = Arrays.copyOf(dirty, dirty.length * 2);
      cleanedAt = Arrays.copyOf(cleanedAt, cleanedAt.length * 2);
      cleanedBy = Arrays.copyOf(cleanedBy, cleanedBy.length * 2);
    }
    return page;
  }
}
