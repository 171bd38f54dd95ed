package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that one walk makes of what it reads. Each is doomed by what dooms any entry that it is
 * made of.
 */
final class LoadedEntries {
  private static final int LAST_LEVEL = 3;

  private final TlbLog log;
  private final VisibleMemory memory;
  private final List<TlbEntry> made = new ArrayList<>();
  private @Nullable TlbContext context;
  private long accessed;

  // Of the walk.
  private @Nullable TlbEntry stage1Start; // until it is heard of as if it were read
  private @Nullable TlbEntry stage2Start; // the same
  private long stage1DoomedBy; // what stage 1 was made of so far
  private long stage2DoomedBy; // what the last translation of stage 2 was made of
  private boolean isByVa; // and not a table of stage 1 by its IPA
  private int stage1Level; // of the next descriptor of stage 1
  private long va;
  private @Nullable TlbEntry stage1Leaf;

  LoadedEntries(TlbLog log, VisibleMemory memory) {
    this.log = log;
    this.memory = memory;
  }

  void bind(TlbContext newContext, long address) {
    context = newContext;
    accessed = address;
  }

  /** A walk begins. */
  void begin() {
    made.clear();
    stage1Start = null;
    stage2Start = null;
    stage1Leaf = null;
    stage1DoomedBy = 0;
    stage2DoomedBy = 0;
    isByVa = false;
  }

  /** A translation starts, at an entry or, if that is null, at the start table. */
  void startsAt(boolean isStage1, long inputAddress, @Nullable TlbEntry start) {
    long doomedBy = start == null ? 0 : start.doomedBy;
    if (isStage1) {
      isByVa = true;
      va = inputAddress;
      stage1Level = start == null ? now().stage1StartLevel(inputAddress) : start.level;
      stage1Start = start;
      stage1DoomedBy = doomedBy;
    } else {
      stage2Start = start;
      stage2DoomedBy = doomedBy;
    }
  }

  /**
   * Adds the entries of a walk that ended.
   *
   * @param report of its access; null if it translated for the walker of stage 1
   */
  void addTo(List<TlbEntry> entries, @Nullable AccessReport report) {
    if (report != null && !now().hasStage2() && !memory.readFreedPage()) {
      makeWithoutStage2(report);
    }
    boolean hasXs = !(report != null
        && report.outcome() instanceof Outcome.Translated translated
        && !translated.attributes().xs());
    for (TlbEntry entry : made) {
      entry.hasXs = hasXs && !entry.isTable();
      entries.add(entry);
    }
  }

  /** With stage 2 off an entry of both stages has no leaf of stage 2. */
  private void makeWithoutStage2(AccessReport report) {
    if (stage1Leaf != null) {
      make(stage1DoomedBy, TlbEntry.combined(stage1Leaf));
    } else if (!now().hasStage1() && report.outcome() instanceof Outcome.Translated) {
      make(0, TlbEntry.flat(now(), base(now().granule(), LAST_LEVEL, accessed)));
    }
  }

  /**
   * What the way to a descriptor of stage 2 is doomed by: whoever was there before an invalidation
   * loads nothing that outlives it.
   */
  private long wayDoomedBy() {
    return stage1DoomedBy | stage2DoomedBy;
  }

  private void make(long sourcesDoomedBy, TlbEntry entry) {
    entry.doomedBy = sourcesDoomedBy;
    made.add(entry);
  }

  private TlbContext now() {
    if (context == null) {
      throw new IllegalStateException("no walk is bound");
    }
    return context;
  }

  /** As {@link io.shatterproof.walk.Tlb#tableRead}. */
  void tableRead(
      boolean isStage1,
      int level,
      long inputAddress,
      long address,
      long descriptor,
      long limitsAbove) {
    if (isStage1) {
      stage1Level = level + 1;
    }
    if (takeStart(isStage1) != null) {
      return;
    }
    if (isStage1) {
      Granule granule = now().stage1Granule(inputAddress);
      stage1DoomedBy |= stage2DoomedBy;
      make(
          stage1DoomedBy,
          TlbEntry.ofStage1(
              TlbEntry.Kind.STAGE1_TABLE,
              now(),
              false,
              granule,
              level,
              base(granule, level, inputAddress),
              descriptor,
              address,
              limitsAbove));
    } else {
      long ipa = base(now().granule(), level, inputAddress);
      make(wayDoomedBy(), TlbEntry.table(now(), level, ipa, descriptor, address));
    }
  }

  /** What the walk started at, if this is that and not something that it read. */
  private @Nullable TlbEntry takeStart(boolean isStage1) {
    TlbEntry start = isStage1 ? stage1Start : stage2Start;
    if (isStage1) {
      stage1Start = null;
    } else {
      stage2Start = null;
    }
    return start;
  }

  /** As {@link io.shatterproof.walk.Tlb#leafUsed}, of stage 1. */
  void stage1LeafUsed(
      int level, long inputAddress, long address, long descriptor, long limitsAbove) {
    Granule granule = now().stage1Granule(inputAddress);
    stage1Leaf = TlbEntry.ofStage1(
        TlbEntry.Kind.STAGE1_LEAF,
        now(),
        !S1Field.NG.isSet(descriptor),
        granule,
        level,
        base(granule, level, inputAddress),
        descriptor,
        address,
        limitsAbove);
    if (takeStart(true) == null) {
      stage1DoomedBy |= stage2DoomedBy;
      make(stage1DoomedBy, stage1Leaf);
    }
  }

  /** As {@link io.shatterproof.walk.Tlb#leafUsed}, of stage 2. */
  void stage2LeafUsed(
      int level, long inputAddress, long address, long descriptor, AccessRequest access) {
    TlbEntry start = takeStart(false);
    if (start != null && start.kind != TlbEntry.Kind.STAGE2_LEAF) {
      return; // made of others before
    }
    long ipa = base(now().granule(), level, inputAddress);
    TlbEntry leaf = TlbEntry.leaf(now(), level, ipa, descriptor, address);
    if (start == null) {
      make(wayDoomedBy(), leaf);
    }
    if (access.kind().group() == AccessKind.Group.STAGE1) {
      if (!isByVa) {
        return; // no VA leads there in this walk
      }
      int tableLevel = stage1Level - 1; // of the descriptor that led to the table
      Granule granule = now().stage1Granule(va);
      make(wayDoomedBy(), TlbEntry.walk(leaf, granule, tableLevel, base(granule, tableLevel, va)));
    } else if (stage1Leaf != null) {
      make(wayDoomedBy(), TlbEntry.combined(stage1Leaf, leaf));
    } else if (!now().hasStage1()) {
      make(stage2DoomedBy, TlbEntry.flat(leaf));
    }
  }

  /** As {@link io.shatterproof.walk.Tlb#wordRead}. */
  void wordRead(int level, long inputAddress, long address) {
    if (stage2Start == null && log.knowsContiguous()) {
      readGroup(level, inputAddress, address);
    }
  }

  /** The other members of what may be a contiguous group may translate the address too. */
  private void readGroup(int level, long ipa, long address) {
    Granule granule = now().granule();
    S2Format format = now().format();
    int members = ContiguousRange.entries(granule, level);
    long groupPa = address & -(8L * members);
    for (long pa = groupPa; members > 1 && pa < groupPa + 8L * members; pa += 8) {
      if (pa == address) {
        continue;
      }
      LongList values = memory.readable(pa);
      for (int i = 0; i < values.size(); i++) {
        long value = values.get(i);
        DescriptorKind kind = format.kind(value, level);
        if (kind.isLeaf() && S2Descriptor.contiguous(value) && S2Descriptor.accessFlag(value)) {
          long moved = movedTo(ipa, value, level);
          TlbEntry leaf = TlbEntry.leaf(now(), level, base(granule, level, ipa), moved, pa);
          make(wayDoomedBy(), leaf);
          if (!now().hasStage1()) {
            make(stage2DoomedBy, TlbEntry.flat(leaf));
          }
        }
      }
    }
  }

  /** What a member of a group says of another member's place. */
  private long movedTo(long ipa, long descriptor, int level) {
    Granule granule = now().granule();
    long ofMember = (ContiguousRange.entries(granule, level) - 1L) << granule.levelShift(level);
    return (descriptor & ~ofMember) | (ipa & ofMember);
  }

  private static long base(Granule granule, int level, long address) {
    int shift = granule.levelShift(level);
    return shift >= Long.SIZE ? 0 : (address >>> shift) << shift;
  }
}
