package io.shatterproof.machine;

import io.shatterproof.arch.Granule;
import io.shatterproof.memory.PageIndex;
import io.shatterproof.memory.PhysicalMemory;
import java.util.Arrays;

/**
 * Table pages with what the allocator of the provider said of each. A table page is as large as the
 * granule, and lies over one or several pages of memory.
 */
final class TableMemory {
  /**
   * More pages of 4K than any honest scenario needs; the memory of a dishonest one ends here. Larger
   * ones are fewer.
   */
  static final int PAGE_LIMIT = 1 << 17;

  private static final byte NEVER_ALLOCATED = 0;
  private static final byte ALLOCATED = 1;
  private static final byte FREED = 2;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final PageIndex index = new PageIndex();
  private final Granule granule;
  private final int memoryPages;
  private final int limit;
  private byte[] states = new byte[8];
  private long[] pageAddresses = new long[8];
  private long[] changedAt = new long[8];
  private int[] owners = new int[8]; // one more than the number of the domain; 0: none

  TableMemory(Granule granule) {
    this.granule = granule;
    this.memoryPages = granule.entriesPerTable() / PhysicalMemory.WORDS;
    this.limit = PAGE_LIMIT / memoryPages;
  }

  Granule granule() {
    return granule;
  }

  /** So many table pages can be known. */
  int limit() {
    return limit;
  }

  PhysicalMemory words() {
    return memory;
  }

  /** Whether something is known of the page, or can be of one more; every backed page is known. */
  boolean hasRoomFor(long tablePa) {
    return index.find(tablePa) != PageIndex.ABSENT || index.size() < limit;
  }

  boolean isAllocated(long tablePa) {
    return state(tablePa) == ALLOCATED;
  }

  boolean isFreed(long tablePa) {
    return state(tablePa) == FREED;
  }

  void allocate(long tablePa, long event) {
    setState(tablePa, ALLOCATED);
    owners[index.find(tablePa)] = 0;
    changed(tablePa, event);
  }

  /** Notes when something about a page changed last that decides whether it is in use. */
  void changed(long tablePa, long event) {
    int page = index.find(tablePa);
    if (page != PageIndex.ABSENT) {
      changedAt[page] = event;
    }
  }

  /** When a page was allocated, or reached no more, if that was later. */
  long changedAt(long tablePa) {
    int page = index.find(tablePa);
    return page == PageIndex.ABSENT ? 0 : changedAt[page];
  }

  /** The page was a table of a domain until now. */
  void wasOf(long tablePa, int domain) {
    int page = index.find(tablePa);
    if (page != PageIndex.ABSENT) {
      owners[page] = domain + 1;
    }
  }

  /** The domain of which the page was a table last, since it was allocated; -1 for none. */
  int lastOwner(long tablePa) {
    int page = index.find(tablePa);
    return page == PageIndex.ABSENT ? -1 : owners[page] - 1;
  }

  /** How many pages something is known of; they are numbered from 0. */
  int knownPages() {
    return index.size();
  }

  /** First byte of a page by its number. */
  long knownPage(int number) {
    return pageAddresses[number];
  }

  void free(long tablePa) {
    setState(tablePa, FREED);
  }

  /** Makes every word of a table page zero; memory answers for all of it from now on. */
  void zero(long tablePa) {
    for (int page = 0; page < memoryPages; page++) {
      memory.zeroPage(memoryPage(tablePa, page));
    }
  }

  /** Memory answers for all of a table page from now on; what is stored there stays. */
  void back(long tablePa) {
    for (int page = 0; page < memoryPages; page++) {
      if (!memory.isBacked(memoryPage(tablePa, page))) {
        memory.zeroPage(memoryPage(tablePa, page));
      }
    }
  }

  private static long memoryPage(long tablePa, int page) {
    return tablePa + ((long) page << PageIndex.PAGE_SHIFT);
  }

  private byte state(long tablePa) {
    int page = index.find(tablePa);
    return page == PageIndex.ABSENT ? NEVER_ALLOCATED : states[page];
  }

  private void setState(long tablePa, byte state) {
    int page = index.findOrAdd(tablePa);
    if (page >= states.length) {
      states = Arrays.copyOf(states, states.length * 2);
      pageAddresses = Arrays.copyOf(pageAddresses, pageAddresses.length * 2);
      changedAt = Arrays.copyOf(changedAt, changedAt.length * 2);
      owners = Arrays.copyOf(owners, owners.length * 2);
    }
    pageAddresses[page] = tablePa;
    states[page] = state;
  }
}
