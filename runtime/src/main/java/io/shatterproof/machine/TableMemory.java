package io.shatterproof.machine;

import io.shatterproof.memory.PageIndex;
import io.shatterproof.memory.PhysicalMemory;
import java.util.Arrays;

/** Table pages with what the allocator of the provider said of each. */
final class TableMemory {
  /** More pages than any honest scenario needs; the memory of a dishonest one ends here. */
  static final int PAGE_LIMIT = 1 << 17;

  private static final byte NEVER_ALLOCATED = 0;
  private static final byte ALLOCATED = 1;
  private static final byte FREED = 2;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final PageIndex index = new PageIndex();
  private byte[] states = new byte[64];
  private long[] pageAddresses = new long[64];
  private long[] changedAt = new long[64];

  PhysicalMemory words() {
    return memory;
  }

  /** Whether something is known of the page, or can be of one more; every backed page is known. */
  boolean hasRoomFor(long tablePa) {
    return index.find(tablePa) != PageIndex.ABSENT || index.size() < PAGE_LIMIT;
  }

  boolean isAllocated(long tablePa) {
    return state(tablePa) == ALLOCATED;
  }

  boolean isFreed(long tablePa) {
    return state(tablePa) == FREED;
  }

  void allocate(long tablePa, long event) {
    setState(tablePa, ALLOCATED);
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
    }
    pageAddresses[page] = tablePa;
    states[page] = state;
  }
}
