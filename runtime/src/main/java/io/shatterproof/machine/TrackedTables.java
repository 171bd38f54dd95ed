package io.shatterproof.machine;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.bbm.BbmChecker;
import io.shatterproof.bbm.GuestDebts;
import io.shatterproof.bbm.Violation;
import io.shatterproof.bbm.ViolationLog;
import io.shatterproof.event.ViolationName;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.tlb.TlbLog;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The tables in memory: stores go through here, so that liveness and violations follow them. */
final class TrackedTables {
  private static final long NONE = -1; // no table page is there

  private final TableMemory pages;
  private final PhysicalMemory memory;
  private final TableGraph graph;
  private final TableGraph kept;
  private final BbmChecker checker;
  private final ViolationLog violations;
  private final ViolationLog liveReplacements = new ViolationLog();
  private final IntFunction<AttachedDomain> domains;
  private final S2Format format;
  private final RemovedLeaves removedLeaves;
  private final @Nullable CleanedMemory cleans;
  private final TlbLog log;
  private final Set<Long> untoldRoots = new HashSet<>(); // pages of start tables

  // Of the store that is being applied.
  private long event;
  private int pe;
  private long unlinkedPa = NONE;
  private @Nullable Violation unlessClean; // what it is if it links a table that is not clean

  /**
   * Tables in memory.
   *
   * @param domains the attached domains by number
   * @param cleans what an IOMMU can see; null if it sees every store
   * @param log hears every store
   */
  TrackedTables(
      TableMemory pages,
      BbmChecker checker,
      ViolationLog violations,
      TakenReferences taken,
      IntFunction<AttachedDomain> domains,
      @Nullable CleanedMemory cleans,
      TlbLog log) {
    this.log = log;
    this.pages = pages;
    this.memory = pages.words();
    this.format = S2Format.of(pages.granule());
    this.removedLeaves = new RemovedLeaves(pages.granule(), taken);
    this.checker = checker;
    this.violations = violations;
    this.domains = domains;
    this.cleans = cleans;
    this.graph = TableGraph.ofWalks(memory, pages.granule(), 2 * pages.limit(), new Reach());
    this.kept = TableGraph.ofKept(memory, pages.granule(), 2 * pages.limit(), new Keeping());
  }

  TableMemory pages() {
    return pages;
  }

  TableGraph graph() {
    return graph;
  }

  /** Those pages too that only invalid descriptors lead to. */
  TableGraph kept() {
    return kept;
  }

  /** Entries that were removed, by the frames that they named. */
  RemovedLeaves removedLeaves() {
    return removedLeaves;
  }

  /** Every store that changed a valid live descriptor into another valid one. */
  ViolationLog liveReplacements() {
    return liveReplacements;
  }

  /** The tables of a start table are reached from now on. */
  void addRoots(long now, int domain, long rootPa, Stage2Geometry geometry) {
    Granule granule = geometry.granule();
    int level = geometry.startLevel();
    event = now;
    unlessClean = null;
    for (int i = 0; i < geometry.concatenatedTables(); i++) {
      long tablePa = rootPa + i * granule.sizeBytes();
      if (pages.hasRoomFor(tablePa)) {
        pages.back(tablePa);
        if (!pages.isAllocated(tablePa)) {
          untoldRoots.add(tablePa);
          pages.allocate(tablePa, now);
        }
        long firstIpa = (long) i << (granule.levelShift(level) + granule.stride());
        kept.addRoot(tablePa, level, domain, firstIpa);
        graph.addRoot(tablePa, level, domain, firstIpa);
      }
    }
  }

  /**
   * The start table of a torn-down domain is reached no more. Its pages should be free by now, but
   * for those of which nobody told that they were allocated.
   */
  void removeRoots(long now, long rootPa, Stage2Geometry geometry) {
    for (int i = 0; i < geometry.concatenatedTables(); i++) {
      long tablePa = rootPa + i * geometry.granule().sizeBytes();
      if (graph.isLive(tablePa)) {
        removeRoot(now, tablePa, geometry);
        if (untoldRoots.remove(tablePa)) {
          pages.free(tablePa);
        }
      }
    }
  }

  /** A page of a start table is reached no more, nor what hangs below. */
  void removeRoot(long now, long tablePa, Stage2Geometry geometry) {
    event = now;
    unlinkedPa = tablePa;
    kept.removeRoot(tablePa, geometry.startLevel());
    graph.removeRoot(tablePa, geometry.startLevel());
  }

  /** Stores one word; on a live page as the live store that it is. */
  void store(long now, int byPe, long tablePa, int index, long newDescriptor) {
    event = now;
    pe = byPe;
    long pa = tablePa + 8L * index;
    long oldDescriptor = memory.read(pa);
    int levels = graph.liveLevels(tablePa);
    int keptLevels = kept.liveLevels(tablePa);
    memory.write(pa, newDescriptor);
    log.store(event, pe, pa, oldDescriptor, newDescriptor);
    if (cleans != null) {
      cleans.stored(pa);
    }
    if (keptLevels != 0) {
      keptStore(tablePa, index, keptLevels, levels != 0, oldDescriptor, newDescriptor);
    }
    if (levels != 0) {
      liveStore(tablePa, index, levels, oldDescriptor, newDescriptor);
    }
  }

  private void keptStore(
      long tablePa, int index, int levels, boolean isLive, long oldDescriptor, long newDescriptor) {
    for (int rest = isLive ? 0 : levels; rest != 0; rest &= rest - 1) {
      int level = TableGraph.firstLevel(rest);
      if (format.kind(oldDescriptor, level).isLeaf()) {
        removedLeaves.add(level, format.outputAddress(oldDescriptor, level));
      }
    }
    if (oldDescriptor != newDescriptor) {
      kept.replaced(tablePa, index, levels, oldDescriptor, newDescriptor);
    }
  }

  private void liveStore(
      long tablePa, int index, int levels, long oldDescriptor, long newDescriptor) {
    AttachedDomain first = domains.apply(graph.domain(tablePa, TableGraph.firstLevel(levels)));
    boolean violated = false;
    for (int rest = levels; rest != 0; rest &= rest - 1) {
      int level = TableGraph.firstLevel(rest);
      if (format.kind(oldDescriptor, level).isLeaf()) {
        removedLeaves.add(level, format.outputAddress(oldDescriptor, level));
      }
      if (!violated) {
        AttachedDomain domain =
            rest == levels ? first : domains.apply(graph.domain(tablePa, level));
        long ipa = graph.ipa(tablePa, level, index);
        violated =
            checker.liveStore(event, pe, domain.debts(), level, ipa, oldDescriptor, newDescriptor);
      }
    }
    if (oldDescriptor != newDescriptor) {
      unlinkedPa = format.nextTablePa(oldDescriptor);
      unlessClean = null;
      noteReplacement(first, tablePa, index, levels, oldDescriptor, newDescriptor);
      graph.replaced(tablePa, index, levels, oldDescriptor, newDescriptor);
    }
  }

  private void noteReplacement(
      AttachedDomain domain,
      long tablePa,
      int index,
      int levels,
      long oldDescriptor,
      long newDescriptor) {
    boolean isValidToValid =
        S2Descriptor.isValid(oldDescriptor) && S2Descriptor.isValid(newDescriptor);
    boolean isToBeCleaned =
        cleans != null && domain.usesIommu() && !domain.debts().isRetired();
    if (!isValidToValid && !isToBeCleaned) {
      return;
    }
    int level = TableGraph.firstLevel(levels);
    Violation replacement = Violation.ofStore(
        ViolationName.LIVE_REPLACE,
        domain.debts().guest().inGuest(),
        format,
        graph.ipa(tablePa, level, index),
        level,
        oldDescriptor,
        newDescriptor,
        event);
    if (isValidToValid) {
      liveReplacements.add(replacement);
    }
    if (cleans != null && isToBeCleaned) {
      cleans.mustClean(pe, tablePa + 8L * index, replacement.named(ViolationName.NO_CLEAN));
      unlessClean = replacement.named(ViolationName.INCOMPLETE_TABLE);
    }
  }

  /** Zeroes a page; one that is live, or kept, word by word. */
  void zero(long now, int byPe, long tablePa) {
    if (!kept.isLive(tablePa)) {
      pages.zero(tablePa);
      if (cleans != null) {
        cleans.storedAll(tablePa, pages.granule().sizeBytes());
      }
      return;
    }
    for (int index = 0; index < pages.granule().entriesPerTable(); index++) {
      store(now, byPe, tablePa, index, 0);
    }
  }

  /**
   * What follows for a page from being kept or not. It hears of a page before the other does: what
   * is live is left to that.
   */
  private final class Keeping implements TableGraph.ReachListener {
    @Override
    public void attached(long tablePa) {}

    @Override
    public void detached(long tablePa, int level, int domain, long firstIpa) {
      pages.changed(tablePa, event);
      pages.wasOf(tablePa, domain);
      if (graph.isLive(tablePa)) {
        return;
      }
      for (int index = 0; index < pages.granule().entriesPerTable(); index++) {
        long descriptor = memory.read(tablePa + 8L * index);
        if (format.kind(descriptor, level).isLeaf()) {
          removedLeaves.add(level, format.outputAddress(descriptor, level));
        }
      }
    }
  }

  /** What follows for a page from being reached or not. */
  private final class Reach implements TableGraph.ReachListener {
    @Override
    public void attached(long tablePa) {
      if (cleans != null
          && unlessClean != null
          && !cleans.isClean(tablePa, pages.granule().sizeBytes())) {
        violations.add(unlessClean.about(tablePa));
        unlessClean = null;
      }
    }

    @Override
    public void detached(long tablePa, int level, int domain, long firstIpa) {
      pages.changed(tablePa, event);
      GuestDebts guest = domains.apply(domain).debts();
      for (int index = 0; index < pages.granule().entriesPerTable(); index++) {
        long descriptor = memory.read(tablePa + 8L * index);
        if (format.kind(descriptor, level).isLeaf()) {
          removedLeaves.add(level, format.outputAddress(descriptor, level));
          long ipa = firstIpa + ((long) index << pages.granule().levelShift(level));
          checker.detached(event, pe, guest, level, ipa, descriptor);
        }
      }
      if (tablePa != unlinkedPa) {
        checker.detached(event, pe, guest, level - 1, firstIpa, format.table(tablePa));
      }
    }
  }
}
