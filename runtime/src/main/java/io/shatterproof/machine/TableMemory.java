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

  void allocate(long tablePa) {
    setState(tablePa, ALLOCATED);
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
    }
    states[page] = state;
  }
}
