package io.shatterproof.reference;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.Gfn;
import io.shatterproof.p2m.Mfn;
import io.shatterproof.p2m.P2mType;
import org.jspecify.annotations.Nullable;

/**
 * The tables and bookkeeping of one domain, with the steps that every algorithm is made of.
 *
 * @see "xen bf1bb6b731 xen/include/asm-arm/p2m.h: struct p2m_domain"
 */
final class ReferenceP2m {
  private final int domain;
  private final long vttbr;
  private final TreeLayout layout;
  private final EntryCodec codec;
  private final Cpu cpu;
  private final TablePool pool;
  private final EventSink events;
  private final Statistics statistics = new Statistics();
  private final AccessSettings access = new AccessSettings();
  private long endOfMapped;
  private long lowestMapped = -1; // unsigned: none

  ReferenceP2m(
      int domain,
      long vttbr,
      TreeLayout layout,
      EntryCodec codec,
      Cpu cpu,
      TablePool pool,
      EventSink events) {
    this.domain = domain;
    this.vttbr = vttbr;
    this.layout = layout;
    this.codec = codec;
    this.cpu = cpu;
    this.pool = pool;
    this.events = events;
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

  /** One more than the highest guest frame that was ever mapped; 0 before the first. */
  long endOfMapped() {
    return endOfMapped;
  }

  /** The lowest guest frame that was ever mapped; all ones before the first. */
  long lowestMapped() {
    return lowestMapped;
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

  /** The table that an entry names. */
  Table below(Table table, int index, long descriptor) {
    return table.below(index, S2Format.of(Granule.SIZE_4K).nextTablePa(descriptor));
  }

  static boolean isTable(long descriptor, int level) {
    return S2Format.of(Granule.SIZE_4K).kind(descriptor, level) == DescriptorKind.TABLE;
  }

  static boolean isBlock(long descriptor, int level) {
    return S2Format.of(Granule.SIZE_4K).kind(descriptor, level) == DescriptorKind.BLOCK;
  }

  /** Links a new table of invalid entries; null if there is no page for it. */
  @Nullable
  Table createTable(Table parent, int index) {
    long pa = pool.allocate(cpu.pe());
    if (pa == TablePool.NONE) {
      return null;
    }
    cpu.zero(pa);
    cpu.cleanTable(pa);
    cpu.store(parent, index, codec.table(pa, access.defaultAccess()), true);
    return parent.below(index, pa);
  }

  /** A page for a table that will stand below an entry; null if there is none. */
  @Nullable
  Table allocateBelow(Table parent, int index) {
    long pa = pool.allocate(cpu.pe());
    return pa == TablePool.NONE ? null : parent.below(index, pa);
  }

  void freeTable(long tablePa) {
    pool.free(cpu.pe(), tablePa);
  }

  /** Drops the reference that a leaf of level 3 owns, if it owns one. */
  void dropReference(long leaf) {
    if (codec.type(leaf).filter(P2mType::isForeign).isPresent()) {
      events.referenceDropped(cpu.pe(), new Mfn(EntryCodec.base(leaf)).address());
    }
  }

  /** Removes everything of this domain from the TLBs. */
  void flushTlb() {
    cpu.flushTlb(vttbr);
  }

  void flushIommu(long gfn, long pages) {
    events.iommuFlush(cpu.pe(), domain, new Gfn(gfn).address(), pages);
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

  /** Stops the hypervisor, as a fatal check does. */
  HypervisorStoppedException fatal(String what) {
    events.fatal(cpu.pe(), what);
    return new HypervisorStoppedException(what);
  }
}
