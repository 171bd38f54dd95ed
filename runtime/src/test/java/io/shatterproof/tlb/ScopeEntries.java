package io.shatterproof.tlb;

import static io.shatterproof.tlb.NamedEntry.SHIFTS_16K;
import static io.shatterproof.tlb.NamedEntry.SHIFTS_4K;
import static io.shatterproof.tlb.NamedEntry.SHIFTS_64K;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.SystemRegister;
import java.util.ArrayList;
import java.util.List;

/** Entries of every kind. */
final class ScopeEntries {
  static final int ASID = 7;

  /** An IPA, and with stage 1 off a VA; one that is a multiple of nothing. */
  static final long IPA = (5L << 30) + (3L << 21) + 0x9000;

  /** In the half of TTBR0_EL1, 16K. */
  static final long VA = (2L << 36) + (3L << 25) + 0x5_c000;

  /** In the half of TTBR1_EL1, 64K. */
  static final long UPPER_VA = -1L << 39 | (1L << 29) + 0x7_0000;

  private static final long PAGE = 0x9000_0000L | 0x7ff;
  private static final long BLOCK = 0x9000_0000L | 0x7fd;

  private final TlbContext flat;
  private final TlbContext both;
  private final TlbContext alone;
  private final int vmid;
  private final List<NamedEntry> entries = new ArrayList<>();

  private ScopeEntries(int vmid) {
    this.vmid = vmid;
    this.flat = Guests.context(Guests.stage2(vmid));
    this.both = Guests.context(Guests.both(vmid, ASID, 0x4000_0000L, Guests.MIXED_TCR));
    this.alone = Guests.context(Guests.stage1(vmid, ASID, 0x8000_0000L, Guests.MIXED_TCR));
  }

  static List<NamedEntry> of(int vmid) {
    ScopeEntries all = new ScopeEntries(vmid);
    all.addOfStage2();
    all.addOfStage1("below", Granule.SIZE_16K, 2, SHIFTS_16K, VA);
    all.addOfStage1("above", Granule.SIZE_64K, 3, SHIFTS_64K, UPPER_VA);
    return all.entries;
  }

  static NamedEntry named(List<NamedEntry> entries, String name) {
    return entries.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private TlbEntry leaf(int level, long ipa) {
    long first = ipa >>> SHIFTS_4K.get(level - 1) << SHIFTS_4K.get(level - 1);
    return TlbEntry.leaf(both, level, first, level == 3 ? PAGE : BLOCK, 0x8000_2000L);
  }

  private void addOfStage2() {
    for (int level = 1; level <= 3; level++) {
      long first = IPA >>> SHIFTS_4K.get(level - 1) << SHIFTS_4K.get(level - 1);
      TlbEntry leaf = TlbEntry.leaf(flat, level, first, level == 3 ? PAGE : BLOCK, 0x8000_2000L);
      if (level < 3) {
        TlbEntry table = TlbEntry.table(flat, level, first, 0x8000_1003L, 0x8000_0000L);
        addOfStage2("table of level " + level, table, false, level, first);
      }
      addOfStage2("leaf of level " + level, leaf, false, level, first);
      addOfStage2("flat of level " + level, TlbEntry.flat(leaf), true, level, first);
    }
    TlbEntry withXs = TlbEntry.leaf(flat, 3, IPA & -0x1000L, PAGE, 0x8000_2000L);
    withXs.hasXs = true;
    addOfStage2("leaf with XS", withXs, false, 3, IPA & -0x1000L);
    TlbContext nothing = Guests.context(Guests.stage2(vmid).with(SystemRegister.HCR_EL2, 1L << 31));
    TlbEntry page = TlbEntry.flat(nothing, IPA & -0x1000L);
    addOfStage2("page of neither stage", page, true, 3, IPA & -0x1000L);
  }

  private void addOfStage2(String name, TlbEntry entry, boolean isFlat, int level, long first) {
    entries.add(new NamedEntry(
        name,
        entry,
        isFlat,
        entry.kind() == TlbEntry.Kind.STAGE2_TABLE,
        isFlat,
        vmid,
        0,
        isFlat,
        1,
        SHIFTS_4K,
        level,
        first,
        entry.hasXs));
  }

  private void addOfStage1(
      String half, Granule granule, int granuleBits, List<Integer> shifts, long va) {
    for (int level = 2; level <= 3; level++) {
      int shift = shifts.get(level - 1);
      long first = va >> shift << shift;
      for (boolean isGlobal : new boolean[] {false, true}) {
        TlbEntry stage1 = TlbEntry.ofStage1(
            TlbEntry.Kind.STAGE1_LEAF,
            both,
            isGlobal,
            granule,
            level,
            first,
            PAGE,
            0x4000_0000L,
            0);
        TlbEntry ofAlone = TlbEntry.ofStage1(
            TlbEntry.Kind.STAGE1_LEAF,
            alone,
            isGlobal,
            granule,
            level,
            first,
            PAGE,
            0x8000_0000L,
            0);
        TlbEntry combined = TlbEntry.combined(stage1, leaf(3, IPA));
        TlbEntry withXs = TlbEntry.combined(stage1, leaf(2, IPA));
        withXs.hasXs = true;
        String which = (isGlobal ? "global " : "") + "of level " + level + " " + half;
        add("stage 1 leaf " + which, stage1, isGlobal, granuleBits, shifts, level, first);
        add("combined " + which, combined, isGlobal, granuleBits, shifts, level, first);
        add("combined with XS " + which, withXs, isGlobal, granuleBits, shifts, level, first);
        add(
            "stage 1 alone " + which,
            TlbEntry.combined(ofAlone),
            isGlobal,
            granuleBits,
            shifts,
            level,
            first);
      }
      if (level == 2) {
        TlbEntry table = TlbEntry.ofStage1(
            TlbEntry.Kind.STAGE1_TABLE, both, false, granule, level, first, 3, 0x4000_0000L, 0);
        TlbEntry walk = TlbEntry.walk(leaf(3, IPA), granule, level, first);
        add("stage 1 table " + half, table, false, granuleBits, shifts, level, first);
        add("place of a table " + half, walk, false, granuleBits, shifts, level, first);
      }
    }
  }

  private void add(
      String name,
      TlbEntry entry,
      boolean isGlobal,
      int granuleBits,
      List<Integer> shifts,
      int level,
      long first) {
    boolean isTable =
        entry.kind() == TlbEntry.Kind.STAGE1_TABLE || entry.kind() == TlbEntry.Kind.STAGE1_WALK;
    entries.add(new NamedEntry(
        name,
        entry,
        true,
        isTable,
        false,
        vmid,
        ASID,
        isGlobal,
        granuleBits,
        shifts,
        level,
        first,
        entry.hasXs));
  }
}
