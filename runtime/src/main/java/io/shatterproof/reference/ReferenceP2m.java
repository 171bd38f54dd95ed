package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.P2mAccess;

/**
 * The tables and bookkeeping of one domain, with the steps that every algorithm is made of.
 *
 * @see "xen bf1bb6b731 xen/include/asm-arm/p2m.h: struct p2m_domain"
 */
class ReferenceP2m {
  private final Parts parts;
  private final int domain;
  private final long vttbr;
  private final TreeLayout layout;
  private final EntryCodec codec;
  private final Cpu cpu;
  private final DomainPool pool;
  private final EventSink events;
  private final Statistics statistics = new Statistics();
  private final AccessSettings access;
  private final TableList tables;
  private long endOfMapped;
  private long lowestMapped = -1; // unsigned: none
  private boolean dying;
  private boolean crashed;

  ReferenceP2m(
      Parts parts,
      int domain,
      long vttbr,
      TreeLayout layout,
      Cpu cpu,
      TablePool heap,
      Allocations allocations,
      EventSink events) {
    this.parts = parts;
    this.domain = domain;
    this.vttbr = vttbr;
    this.layout = layout;
    this.codec = parts.codec(layout.format());
    this.cpu = cpu;
    this.pool = parts.domainPool(heap);
    this.events = events;
    this.access = new AccessSettings(allocations);
    this.tables = parts.tables();
  }

  /** What this and the algorithm on it are made of. */
  Parts parts() {
    return parts;
  }

  int domain() {
    return domain;
  }

  long vttbr() {
    return vttbr;
  }

  TreeLayout layout() {
    return layout;
  }

  EntryCodec codec() {
    return codec;
  }

  Cpu cpu() {
    return cpu;
  }

  Statistics statistics() {
    return statistics;
  }

  AccessSettings access() {
    return access;
  }

  /** Where its tables come from. */
  DomainPool pool() {
    return pool;
  }

  /** Pages of every table but the start table, as the release keeps them. */
  TableList tables() {
    return tables;
  }

  /** One more than the highest guest frame that was ever mapped; 0 before the first. */
  long endOfMapped() {
    return endOfMapped;
  }

  /** The lowest guest frame that was ever mapped; all ones before the first. */
  long lowestMapped() {
    return lowestMapped;
  }

  /**
   * The highest frame that may be mapped; searches beyond it need not read tables. Releases that
   * keep the end of what was mapped take it for the last frame.
   *
   * @see "xen 6e8e163b46"
   */
  long highestMapped() {
    boolean isEnd = !parts.profile().has(Change.FRAMES_CHECKED);
    return isEnd || endOfMapped == 0 ? endOfMapped : endOfMapped - 1;
  }

  /** Where the next relinquish goes on. */
  void lowestMappedIs(long gfn) {
    lowestMapped = gfn;
  }

  /** Widens the bounds of what was ever mapped. Frames are unsigned. */
  void noteMapped(long gfn, long pages) {
    if (Long.compareUnsigned(gfn + pages, endOfMapped) > 0) {
      endOfMapped = gfn + pages;
    }
    if (Long.compareUnsigned(gfn, lowestMapped) < 0) {
      lowestMapped = gfn;
    }
  }

  /** Whether the domain is being destroyed. */
  boolean isDying() {
    return dying;
  }

  void die() {
    dying = true;
  }

  /** The descriptor of the entry that serves a frame in a table of this level. */
  long read(long tablePa, long gfn, int level) {
    return cpu.read(tablePa, layout.index(gfn, level));
  }

  /**
   * Stores the entry that serves a frame in a table of this level.
   *
   * @param linked whether the entry is in the tree; walks reach it unless an entry above is lazy
   */
  void store(long tablePa, long gfn, int level, long descriptor, boolean linked) {
    boolean live = linked && isReached(gfn, level);
    cpu.store(
        tablePa, layout.index(gfn, level), level, layout.entryIpa(gfn, level), descriptor, live);
  }

  /** Whether bit 0 is set in every entry on the way to that of a frame at a level. */
  private boolean isReached(long gfn, int level) {
    if (!parts.profile().has(Change.LAZY_ENTRIES)) {
      return true;
    }
    long tablePa = layout.rootTable(gfn);
    for (int at = layout.rootLevel(); at < level; at++) {
      long descriptor = read(tablePa, gfn, at);
      if (!S2Descriptor.isValid(descriptor)) {
        return false;
      }
      tablePa = layout.format().nextTablePa(descriptor);
    }
    return true;
  }

  /**
   * Links a new table of invalid entries at the entry of a frame.
   *
   * @return its page, or {@link TablePool#NONE}
   */
  long createTable(long parentPa, long gfn, int parentLevel) {
    long tablePa = allocateTable();
    if (tablePa != TablePool.NONE) {
      publish(tablePa, parentPa, gfn, parentLevel);
    }
    return tablePa;
  }

  /** Links a new table once every walker would find its entries invalid. */
  void publish(long tablePa, long parentPa, long gfn, int parentLevel) {
    empty(tablePa);
    link(tablePa, parentPa, gfn, parentLevel);
  }

  /** Makes every entry of a new table invalid, for the IOMMU too. */
  final void empty(long tablePa) {
    cpu.zero(tablePa, layout.granule());
    cpu.cleanTable(tablePa, layout.granule());
  }

  final void link(long tablePa, long parentPa, long gfn, int parentLevel) {
    store(parentPa, gfn, parentLevel, codec.table(tablePa, access.defaultAccess()), true);
  }

  /** A page for a table, or {@link TablePool#NONE}. */
  long allocateTable() {
    long tablePa = pool.allocate(cpu.pe(), layout.granule());
    if (tablePa != TablePool.NONE) {
      tables.add(tablePa);
    }
    return tablePa;
  }

  /** Gives a page back; whether it leaves the list of tables is the release's affair. */
  void freeTable(long tablePa) {
    pool.free(cpu.pe(), tablePa);
  }

  /**
   * Gives back every table, the start table last. There is no invalidation: the guest runs no more,
   * and the VMID is invalidated when another domain gets it.
   *
   * @see "xen b03cee7319 xen/arch/arm/p2m.c: p2m_teardown"
   */
  void teardown() {
    while (!tables.isEmpty()) {
      freeTable(tables.removeLast());
    }
    for (int table = 0; table < layout.rootTables(); table++) {
      pool.freeRoot(cpu.pe(), layout.rootPa() + table * layout.granule().sizeBytes());
    }
    access.forgetAll();
  }

  /**
   * Makes every entry of the start table zero and cleans it, whoever walks it.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_clear_root_pages"
   */
  void clearRoot() {
    for (int table = 0; table < layout.rootTables(); table++) {
      long firstGfn = (long) table << (layout.order(layout.rootLevel()) + layout.stride());
      long tablePa = layout.rootPa() + table * layout.granule().sizeBytes();
      long firstIpa = layout.entryIpa(firstGfn, layout.rootLevel());
      long entryBytes = layout.address(layout.pages(layout.rootLevel()));
      cpu.clear(tablePa, layout.entries(), layout.rootLevel(), firstIpa, entryBytes);
      cpu.cleanTableAlways(tablePa, layout.granule());
    }
  }

  /** Drops the reference that a page owns, if it owns one. */
  void dropReference(long leaf) {
    if (codec.isForeign(leaf)) {
      reportDropped(codec.base(leaf));
    }
  }

  void reportDropped(long mfn) {
    events.referenceDropped(cpu.pe(), layout.address(mfn));
  }

  /** Removes everything of this domain from the TLBs. */
  void flushTlb() {
    cpu.flushTlb(vttbr);
  }

  void flushIommu(long gfn, long pages) {
    events.iommuFlush(cpu.pe(), domain, layout.address(gfn), pages);
  }

  void warn() {
    events.warned(cpu.pe(), 1);
  }

  void reportLocked() {
    events.locked(cpu.pe(), domain);
  }

  void reportUnlocked() {
    events.unlocked(cpu.pe(), domain);
  }

  void reportMonitored(boolean vcpuPaused, String letters) {
    events.monitored(cpu.pe(), vcpuPaused, letters);
  }

  /** Whether the domain was crashed. */
  boolean isCrashed() {
    return crashed;
  }

  void crash() {
    crashed = true;
    events.domainCrashed(cpu.pe(), domain);
  }

  /** A debug assertion that does not hold; a release build goes on. */
  void assertionFailed(String what) {
    events.assertionFailed(cpu.pe(), what);
  }

  /** The access restriction that the domain gives new mappings. */
  P2mAccess defaultAccess() {
    return access.defaultAccess();
  }

  Preemption preemption(int every) {
    return new Preemption(events, cpu.pe(), every);
  }

  /** Stops the hypervisor, as a fatal check does. */
  HypervisorStoppedException fatal(String what) {
    events.fatal(cpu.pe(), what);
    return new HypervisorStoppedException(what);
  }
}
