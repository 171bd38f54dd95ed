package io.shatterproof.reference;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;

/**
 * The primitives of hypervisor code on the PE that executes the current operation. Each has its
 * effect and is reported with the barriers that it carries on arm64.
 */
class Cpu {
  private static final int VMID_SHIFT = 48; // VTTBR_EL2.VMID, bits[63:48]
  private static final long BADDR = 0x0000_FFFF_FFFF_FFFEL; // VTTBR_EL2.BADDR, bits[47:1]
  private static final long HCR_VM = 1L; // bit 0
  private static final long HCR_RW = 1L << 31; // EL1 is AArch64
  private static final long HCR_TVM = 1L << 26;
  private static final long INTERRUPTS_MASKED = 1L << 7; // DAIF.I
  private static final long SCTLR_OF_GUEST = 0x30d0_0800L; // RES1 bits, MMU off

  private final EventSink events;
  private final PhysicalMemory memory;
  private boolean cleansEntries;
  private final long[] vttbrs;
  private int pe;

  /**
   * PE 0, all VTTBRs being 0.
   *
   * @param cleansEntries whether every store to a table is cleaned to the point of coherency
   */
  Cpu(EventSink events, PhysicalMemory memory, int pes, boolean cleansEntries) {
    this.events = events;
    this.memory = memory;
    this.vttbrs = new long[pes];
    this.cleansEntries = cleansEntries;
  }

  /** Executes on another PE from now on. */
  void moveTo(int newPe) {
    pe = newPe;
  }

  int pe() {
    return pe;
  }

  /** Whether every store to a table is cleaned from now on. */
  void cleanEntries(boolean cleans) {
    cleansEntries = cleans;
  }

  /** The descriptor at a place of a table. */
  long read(long tablePa, int index) {
    return memory.read(tablePa + 8L * index);
  }

  /**
   * Stores one descriptor: DSB, store, DSB, and a clean where entries are cleaned.
   *
   * @param ipa first address that the entry covers
   * @param live whether the table is reachable from a start table
   * @see "xen bf1bb6b731 xen/include/asm-arm/arm64/page.h: write_pte; xen/arch/arm/p2m.c:
   *     p2m_write_pte"
   */
  void store(long tablePa, int index, int level, long ipa, long descriptor, boolean live) {
    long pa = tablePa + 8L * index;
    dsb();
    long replaced = memory.exchange(pa, descriptor);
    events.store(pe, tablePa, index, level, ipa, replaced, descriptor, live);
    dsb();
    if (cleansEntry(descriptor)) {
      events.clean(pe, CleanKind.ENTRY, pa, Long.BYTES);
      dsb();
    }
  }

  /** Whether an entry that was stored is cleaned; what it says makes no difference. */
  boolean cleansEntry(long descriptor) {
    return cleansEntries;
  }

  /** Stores every descriptor of a table that nothing reaches, {@code stride} apart. */
  void fill(long tablePa, int entries, int level, long ipa, long firstDescriptor, long stride) {
    long descriptor = firstDescriptor;
    for (int index = 0; index < entries; index++) {
      memory.write(tablePa + 8L * index, descriptor);
      descriptor += stride;
    }
    events.fill(pe, tablePa, 0, entries, level, ipa, firstDescriptor, stride);
  }

  /** Zeroes a table that nothing reaches. */
  void zero(long tablePa, Granule granule) {
    TablePool.zero(memory, tablePa, granule);
    events.tableZeroed(pe, tablePa);
  }

  /**
   * Zeroes a table that is live, without barriers between the stores. Words that are zero stay, and
   * are not told.
   *
   * @param ipa first address that its first entry covers
   */
  void clear(long tablePa, int entries, int level, long ipa, long entryBytes) {
    for (int index = 0; index < entries; index++) {
      long replaced = memory.exchange(tablePa + 8L * index, 0);
      if (replaced != 0) {
        events.store(pe, tablePa, index, level, ipa + index * entryBytes, replaced, 0, true);
      }
    }
  }

  /** Cleans a whole table where entries are cleaned. */
  void cleanTable(long tablePa, Granule granule) {
    if (cleansEntries) {
      cleanTableAlways(tablePa, granule);
    }
  }

  /** Cleans a whole table. */
  void cleanTableAlways(long tablePa, Granule granule) {
    events.clean(pe, CleanKind.TABLE, tablePa, granule.sizeBytes());
    dsb();
  }

  /** Cleans and invalidates guest memory. */
  void cleanData(long pa, long sizeBytes) {
    dsb();
    events.clean(pe, CleanKind.DATA, pa, sizeBytes);
    dsb();
  }

  /** Invalidates the instruction caches. */
  void invalidateInstructions() {
    events.clean(pe, CleanKind.INSTRUCTION, 0, 0);
    dsb();
    events.isb(pe);
  }

  /**
   * Removes everything of the VMID in {@code vttbr} from the TLBs of all PEs. If another VTTBR is
   * loaded, {@code vttbr} is loaded for that time with interrupts masked.
   *
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_flush_tlb; xen/include/asm-arm/arm64/flushtlb.h:
   *     flush_tlb"
   */
  void flushTlb(long vttbr) {
    long loaded = vttbrs[pe];
    if (loaded == vttbr) {
      invalidateLoaded();
      return;
    }
    events.context(pe, SystemRegister.DAIF, INTERRUPTS_MASKED);
    loadVttbr(vttbr);
    invalidateLoaded();
    restoreVttbr(loaded);
    restoreInterrupts();
  }

  /** Loads the VTTBR that was loaded before an invalidation under another. */
  void restoreVttbr(long vttbr) {
    loadVttbr(vttbr);
  }

  void restoreInterrupts() {
    events.context(pe, SystemRegister.DAIF, 0);
  }

  /** Removes everything of the loaded VMID from the TLBs of all PEs. */
  final void invalidateLoaded() {
    invalidate(TlbiOp.VMALLS12E1IS);
  }

  /** Removes everything of the loaded VMID from the TLB of this PE alone. */
  void flushLocalTlb() {
    invalidate(TlbiOp.VMALLS12E1);
  }

  private void invalidate(TlbiOp op) {
    long vttbr = vttbrs[pe];
    dsb();
    events.tlbi(pe, op, 0, (int) (vttbr >>> VMID_SHIFT), vttbr & BADDR);
    dsb();
    events.isb(pe);
  }

  /**
   * Translates an address of the guest through its stage 1.
   *
   * @return whether stage 1 faults, as it was told to
   */
  boolean translateFaults(long va, boolean faults) {
    events.addressTranslated(pe, false, va, faults);
    events.isb(pe);
    return faults;
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

  /**
   * Switches to the virtual CPU of a domain, VTTBR_EL2 last and synchronised.
   *
   * @param trapsCaches whether the guest is trapped when it switches its caches
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_restore_state"
   */
  void restoreGuest(long vttbr, boolean trapsCaches) {
    events.context(pe, SystemRegister.SCTLR_EL1, SCTLR_OF_GUEST);
    trapCaches(trapsCaches);
    loadVttbr(vttbr);
  }

  /**
   * Has the guest trapped when it writes a register that controls its caches, or no more.
   *
   * @see "xen f253e88bec xen/arch/arm/p2m.c: p2m_set_way_flush"
   */
  void trapCaches(boolean traps) {
    events.context(pe, SystemRegister.HCR_EL2, HCR_RW | HCR_VM | (traps ? HCR_TVM : 0));
  }

  private void loadVttbr(long vttbr) {
    vttbrs[pe] = vttbr;
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
