package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the translations of one walk start: at the start table, or at any entry that is held and
 * covers the address. Each is a branch.
 */
final class WalkStart {
  private static final int AT_START_TABLE = 0; // the choice

  private final HeldEntries held;
  private final Branches branches;
  private final LongList tableIpas = new LongList(); // where descriptors of stage 1 were read
  private final List<TlbEntry> candidates = new ArrayList<>();
  private @Nullable TlbContext context;
  private WalkPurpose purpose = WalkPurpose.LOAD;
  private @Nullable TlbEntry forced; // the leaf of stage 2 for the access itself

  // Of the walk.
  private boolean exists = true;
  private long va;
  private @Nullable TlbEntry combined; // what stage 1 started at, if that is both stages
  private @Nullable TlbEntry chosen; // by the last translation
  private boolean isOfStage2;
  private boolean isStage1Walked; // and not found in an entry
  private boolean isLeafHeld; // of the table of stage 1 that is read
  private boolean leavesAreHeld;

  WalkStart(HeldEntries held, Branches branches) {
    this.held = held;
    this.branches = branches;
  }

  void bind(TlbContext newContext, WalkPurpose newPurpose, @Nullable TlbEntry forcedLeaf) {
    context = newContext;
    purpose = newPurpose;
    forced = forcedLeaf;
  }

  /** A walk begins. */
  void begin() {
    exists = true;
    combined = null;
  }

  /** Whether every translation of the walk had one. */
  boolean exists() {
    return exists;
  }

  /** The IPAs at which descriptors of stage 1 were read. */
  LongList tableIpas() {
    return tableIpas;
  }

  /** The entry at which a translation starts; null for the start table. */
  @Nullable
  TlbEntry choose(boolean isStage1, long inputAddress, AccessRequest access) {
    isOfStage2 = !isStage1;
    chosen = isStage1 ? chooseStage1(inputAddress) : chooseStage2(inputAddress, access);
    return chosen;
  }

  private @Nullable TlbEntry chooseStage1(long inputAddress) {
    va = inputAddress;
    candidates.clear();
    for (TlbEntry entry : held.entries()) {
      boolean isStart = switch (entry.kind) {
        case STAGE1_TABLE, STAGE1_LEAF -> true;
        case COMBINED -> !purpose.loads(); // nothing is made of it
        case STAGE2_TABLE, STAGE2_LEAF, STAGE1_WALK -> false;
      };
      if (isStart && isUsable(entry, inputAddress)) {
        candidates.add(entry);
      }
    }
    TlbEntry entry = chooseCandidate();
    isStage1Walked = entry == null || entry.kind == TlbEntry.Kind.STAGE1_TABLE;
    if (entry != null) {
      combined = entry.kind == TlbEntry.Kind.COMBINED ? entry : null;
    }
    return entry;
  }

  private @Nullable TlbEntry chooseStage2(long ipa, AccessRequest access) {
    boolean isForTable = access.kind().group() == AccessKind.Group.STAGE1;
    if (isForTable && !tableIpas.contains(ipa)) {
      tableIpas.add(ipa);
    }
    if (!isForTable && forced != null) {
      return forced;
    }
    if (!isForTable && combined != null && combined.leafLevel != Outcome.NO_LEVEL) {
      return combined;
    }
    candidates.clear();
    boolean hasLeaf = false;
    for (TlbEntry entry : held.entries()) {
      boolean isStart = switch (entry.kind) {
        case STAGE2_TABLE, STAGE2_LEAF -> isUsable(entry, ipa);
        case STAGE1_WALK -> isForTable && isUsable(entry, va) && entry.coversIpa(ipa);
        case COMBINED ->
          !isForTable && !now().hasStage1() && !purpose.loads() && isUsable(entry, ipa);
        case STAGE1_TABLE, STAGE1_LEAF -> false;
      };
      if (isStart && !hasAlike(entry)) {
        candidates.add(entry);
        hasLeaf |= entry.kind != TlbEntry.Kind.STAGE2_TABLE;
      }
    }
    isLeafHeld = isForTable && hasLeaf && leavesAreHeld;
    if (isLeafHeld && purpose.loads()) {
      candidates.removeIf(entry -> entry.kind == TlbEntry.Kind.STAGE2_TABLE);
      return candidates.get(branches.choose(candidates.size()));
    }
    return chooseCandidate();
  }

  /** Whether a candidate is there that leads to the same, and does not go sooner. */
  private boolean hasAlike(TlbEntry entry) {
    for (TlbEntry other : candidates) {
      if (other.leafLevel != Outcome.NO_LEVEL
          && other.leafLevel == entry.leafLevel
          && other.leafDescriptor == entry.leafDescriptor
          && other.leafAddress == entry.leafAddress
          && (!purpose.loads() || (other.doomedBy & ~entry.doomedBy) == 0)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A walk that loads nothing has found a leaf. Where the leaf is held anyway, another walk starts
   * there, and this one need not count.
   */
  void leafFound(boolean isStage1) {
    boolean isWalked =
        isStage1 ? isStage1Walked : chosen == null || chosen.kind == TlbEntry.Kind.STAGE2_TABLE;
    exists &= !(isWalked && (isStage1 ? leavesAreHeld : isLeafHeld));
  }

  /** Whether every leaf that a walk of tables can find is held. */
  void leavesAreHeld(boolean areHeld) {
    leavesAreHeld = areHeld;
  }

  private boolean isUsable(TlbEntry entry, long inputAddress) {
    return entry.meansTheSameIn(now()) && entry.isFor(now(), inputAddress);
  }

  private TlbContext now() {
    if (context == null) {
      throw new IllegalStateException("no walk is bound");
    }
    return context;
  }

  private @Nullable TlbEntry chooseCandidate() {
    if (!exists) {
      return null; // the walk does not count any more
    }
    if (purpose.usesTables()) {
      int choice = branches.choose(candidates.size() + 1);
      return choice == AT_START_TABLE ? null : candidates.get(choice - 1);
    }
    exists &= !candidates.isEmpty();
    return candidates.isEmpty() ? null : candidates.get(branches.choose(candidates.size()));
  }

  private TlbEntry entry() {
    if (chosen == null) {
      throw new IllegalStateException("the translation starts at its start table");
    }
    return chosen;
  }

  private boolean isLeafOfStage2() {
    return isOfStage2 && entry().kind != TlbEntry.Kind.STAGE2_TABLE;
  }

  /** As {@link io.shatterproof.walk.Tlb#level}. */
  int level() {
    return isLeafOfStage2() ? entry().leafLevel : entry().level;
  }

  /** As {@link io.shatterproof.walk.Tlb#descriptor}. */
  long descriptor() {
    return isLeafOfStage2() ? entry().leafDescriptor : entry().descriptor;
  }

  /** As {@link io.shatterproof.walk.Tlb#descriptorAddress}. */
  long descriptorAddress() {
    return isLeafOfStage2() ? entry().leafAddress : entry().descriptorAddress;
  }

  /** As {@link io.shatterproof.walk.Tlb#tableLimits}. */
  long tableLimits() {
    return entry().limitsAbove;
  }
}
