package io.shatterproof.tlb;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.walk.Tlb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk after the other: each starts where {@link WalkStart} says and feeds {@link LoadedEntries}. */
final class EntryWalk implements Tlb {
  private final VisibleMemory memory;
  private final WalkStart start;
  private final LoadedEntries loaded;
  private boolean loads;

  EntryWalk(TlbLog log, VisibleMemory memory, HeldEntries held, Branches branches) {
    this.memory = memory;
    this.start = new WalkStart(held, branches);
    this.loaded = new LoadedEntries(log, memory);
  }

  /**
   * Says what the next walks are for.
   *
   * @param address that they translate
   * @param forced the leaf that stage 2 uses; null for whatever is found
   */
  void bind(TlbContext context, long address, WalkPurpose purpose, @Nullable TlbEntry forced) {
    loads = purpose.loads();
    start.bind(context, purpose, forced);
    loaded.bind(context, address);
  }

  /** As {@link EntryWalks#loadsEverything}. */
  void loadsEverything(boolean everything) {
    start.leavesAreHeld(everything);
  }

  /** A walk begins. */
  void begin() {
    memory.begin();
    start.begin();
    loaded.begin();
  }

  /** Whether the walk that ended can be: it found a start, and lost no update of a descriptor. */
  boolean counts() {
    return !memory.missedUpdate() && start.exists();
  }

  /**
   * Adds the entries that the walk made.
   *
   * @param report of its access; null if it translated for the walker of stage 1
   */
  void load(@Nullable AccessReport report, List<TlbEntry> entries) {
    loaded.addTo(entries, report);
  }

  /** The IPAs at which descriptors of stage 1 were read. */
  LongList tableIpas() {
    return start.tableIpas();
  }

  @Override
  public boolean startsAtEntry(boolean isStage1, long inputAddress, AccessRequest access) {
    TlbEntry chosen = start.choose(isStage1, inputAddress, access);
    loaded.startsAt(isStage1, inputAddress, chosen);
    return chosen != null;
  }

  @Override
  public int level() {
    return start.level();
  }

  @Override
  public long descriptor() {
    return start.descriptor();
  }

  @Override
  public long descriptorAddress() {
    return start.descriptorAddress();
  }

  @Override
  public long tableLimits() {
    return start.tableLimits();
  }

  @Override
  public void wordRead(int level, long inputAddress, long address) {
    if (loads) {
      loaded.wordRead(level, inputAddress, address);
    }
  }

  @Override
  public void tableRead(
      boolean isStage1,
      int level,
      long inputAddress,
      long address,
      long descriptor,
      long limitsAbove) {
    if (loads) {
      loaded.tableRead(isStage1, level, inputAddress, address, descriptor, limitsAbove);
    }
  }

  @Override
  public void leafUsed(
      boolean isStage1,
      int level,
      long inputAddress,
      long address,
      long descriptor,
      long limitsAbove,
      AccessRequest access) {
    if (!loads) {
      start.leafFound(isStage1);
      return;
    }
    if (isStage1) {
      loaded.stage1LeafUsed(level, inputAddress, address, descriptor, limitsAbove);
    } else {
      loaded.stage2LeafUsed(level, inputAddress, address, descriptor, access);
    }
  }
}
