package io.shatterproof.machine;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.bbm.BbmChecker;
import io.shatterproof.bbm.GuestContext;
import io.shatterproof.memory.PhysicalMemory;
import java.util.function.IntFunction;

/** The tables in memory: stores go through here, so that liveness and violations follow them. */
final class TrackedTables {
  private final TableMemory pages;
  private final PhysicalMemory memory;
  private final TableGraph graph;
  private final BbmChecker checker;
  private final IntFunction<GuestContext> guests;

  /**
   * Empty memory.
   *
   * @param granule of every table
   * @param guests the guest of each attached domain
   */
  TrackedTables(Granule granule, BbmChecker checker, IntFunction<GuestContext> guests) {
    this.pages = new TableMemory(granule);
    this.memory = pages.words();
    this.graph = new TableGraph(memory, granule, 2 * pages.limit());
    this.checker = checker;
    this.guests = guests;
  }

  TableMemory pages() {
    return pages;
  }

  TableGraph graph() {
    return graph;
  }

  /** The tables of a start table are reached from now on. */
  void addRoots(int domain, long rootPa, Stage2Geometry geometry) {
    Granule granule = geometry.granule();
    int level = geometry.startLevel();
    for (int i = 0; i < geometry.concatenatedTables(); i++) {
      long tablePa = rootPa + i * granule.sizeBytes();
      if (pages.hasRoomFor(tablePa)) {
        pages.back(tablePa);
        pages.allocate(tablePa);
        long firstIpa = (long) i << (granule.levelShift(level) + granule.stride());
        graph.addRoot(tablePa, level, domain, firstIpa);
      }
    }
  }

  /** Stores one word; on a live page as the live store that it is. */
  void store(long event, long tablePa, int index, long newDescriptor) {
    long pa = tablePa + 8L * index;
    long oldDescriptor = memory.read(pa);
    int levels = graph.liveLevels(tablePa);
    memory.write(pa, newDescriptor);
    boolean violated = false;
    for (int rest = levels; rest != 0 && !violated; rest &= rest - 1) {
      int level = TableGraph.firstLevel(rest);
      GuestContext guest = guests.apply(graph.domain(tablePa, level));
      long ipa = graph.ipa(tablePa, level, index);
      violated = checker.liveStore(event, guest, level, ipa, oldDescriptor, newDescriptor);
    }
    if (levels != 0 && oldDescriptor != newDescriptor) {
      graph.replaced(tablePa, index, levels, oldDescriptor, newDescriptor);
    }
  }

  /** Zeroes a page; a live one word by word. */
  void zero(long event, long tablePa) {
    if (!graph.isLive(tablePa)) {
      pages.zero(tablePa);
      return;
    }
    for (int index = 0; index < pages.granule().entriesPerTable(); index++) {
      store(event, tablePa, index, 0);
    }
  }
}
