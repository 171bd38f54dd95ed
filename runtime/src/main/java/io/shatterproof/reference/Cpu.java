package io.shatterproof.reference;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.p2m.Gfn;
import io.shatterproof.spi.DomainReport;
import java.util.HashMap;
import java.util.Map;

/**
 * The primitives of hypervisor code on the PE that executes the current operation. Each has its
 * effect and is reported with the barriers that it carries on arm64.
 */
final class Cpu {
  private static final long HCR_VM = 1L; // bit 0
  private static final long HCR_RW = 1L << 31; // EL1 is AArch64
  private static final long INTERRUPTS_MASKED = 1L << 7; // DAIF.I
  private static final long SCTLR_OF_GUEST = 0x30d0_0800L; // RES1 bits, MMU off

  private final EventSink events;
  private final PhysicalMemory memory;
  private final boolean cleansEntries;
  private final Map<Integer, Long> vttbrs = new HashMap<>();
  private int pe;

  /**
   * PE 0, all VTTBRs being 0.
   *
   * @param cleansEntries whether every store to a table is cleaned to the point of coherency
   */
  Cpu(EventSink events, PhysicalMemory memory, boolean cleansEntries) {
    this.events = events;
    this.memory = memory;
    this.cleansEntries = cleansEntries;
  }

  /** Executes on another PE from now on. */
  void moveTo(int newPe) {
    pe = newPe;
  }

  int pe() {
    return pe;
  }

  long read(Table table, int index) {
    return memory.read(table.entryPa(index));
  }

  /**
   * Stores one descriptor: DSB, store, DSB, and a clean where entries are cleaned.
   *
   * @param live whether the table is reachable from a start table
   * @see "xen bf1bb6b731 xen/include/asm-arm/arm64/page.h: write_pte; xen/arch/arm/p2m.c:
   *     p2m_write_pte"
   */
  void store(Table table, int index, long descriptor, boolean live) {
    long pa = table.entryPa(index);
    long replaced = memory.read(pa);
    long ipa = new Gfn(table.entryGfn(index)).address();
    dsb();
    memory.write(pa, descriptor);
    events.store(pe, table.pa(), index, table.level(), ipa, replaced, descriptor, live);
    dsb();
    if (cleansEntries) {
      events.clean(pe, CleanKind.ENTRY, pa, Long.BYTES);
      dsb();
    }
  }

  /** Stores every descriptor of a table that nothing reaches, {@code stride} apart. */
  void fill(Table table, long firstDescriptor, long stride) {
    long descriptor = firstDescriptor;
    for (int index = 0; index < TreeLayout.ENTRIES; index++) {
      memory.write(table.entryPa(index), descriptor);
      descriptor += stride;
    }
    long ipa = new Gfn(table.firstGfn()).address();
    events.fill(pe, table.pa(), 0, TreeLayout.ENTRIES, table.level(), ipa, firstDescriptor, stride);
  }

  /** Zeroes a table that nothing reaches. */
  void zero(long tablePa) {
    memory.zeroPage(tablePa);
    events.tableZeroed(pe, tablePa);
  }

  /** Cleans a whole table where entries are cleaned. */
  void cleanTable(long tablePa) {
    if (cleansEntries) {
      cleanTableAlways(tablePa);
    }
  }

  /** Cleans a whole table. */
  void cleanTableAlways(long tablePa) {
    events.clean(pe, CleanKind.TABLE, tablePa, Granule.SIZE_4K.sizeBytes());
    dsb();
  }

  /**
   * Removes everything of the VMID in {@code vttbr} from the TLBs of all PEs. If another VTTBR is
   * loaded, {@code vttbr} is loaded for that time with interrupts masked.
   *
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_flush_tlb; xen/include/asm-arm/arm64/flushtlb.h:
   *     flush_tlb"
   */
  void flushTlb(long vttbr) {
    long loaded = loadedVttbr();
    if (loaded == vttbr) {
      invalidateLoaded();
      return;
    }
    events.context(pe, SystemRegister.DAIF, INTERRUPTS_MASKED);
    loadVttbr(vttbr);
    invalidateLoaded();
    loadVttbr(loaded);
    events.context(pe, SystemRegister.DAIF, 0);
  }

  private void invalidateLoaded() {
    DomainReport loaded = new DomainReport(loadedVttbr(), 0);
    dsb();
    events.tlbi(pe, TlbiOp.VMALLS12E1IS, 0, loaded.vmid(), loaded.rootPa());
    dsb();
    events.isb(pe);
  }

  /**
   * Switches to the virtual CPU of a domain.
   *
   * @param disablesStage2 whether stage 2 is switched off while the VTTBR changes
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_restore_state"
   */
  void enterGuest(long vttbr, boolean disablesStage2) {
    if (disablesStage2) {
      context(SystemRegister.HCR_EL2, HCR_RW);
    }
    loadVttbr(vttbr);
    context(SystemRegister.SCTLR_EL1, SCTLR_OF_GUEST);
    context(SystemRegister.HCR_EL2, HCR_RW | HCR_VM);
  }

  private long loadedVttbr() {
    return vttbrs.getOrDefault(pe, 0L);
  }

  private void loadVttbr(long vttbr) {
    vttbrs.put(pe, vttbr);
    context(SystemRegister.VTTBR_EL2, vttbr);
  }

  private void context(SystemRegister register, long value) {
    events.context(pe, register, value);
    events.isb(pe);
  }

  private void dsb() {
    events.dsb(pe, DsbOption.SY);
  }
}
