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
        case STAGE1_TABLE, STAGE1_LEAF, COMBINED -> true;
        case STAGE2_TABLE, STAGE2_LEAF, STAGE1_WALK -> false;
      };
      if (isStart && isUsable(entry, inputAddress)) {
        candidates.add(entry);
      }
    }
    TlbEntry entry = chooseCandidate();
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
    for (TlbEntry entry : held.entries()) {
      boolean isStart = switch (entry.kind) {
        case STAGE2_TABLE, STAGE2_LEAF -> isUsable(entry, ipa);
        case STAGE1_WALK -> isForTable && isUsable(entry, va) && entry.coversIpa(ipa);
        case COMBINED -> !isForTable && !now().hasStage1() && isUsable(entry, ipa);
        case STAGE1_TABLE, STAGE1_LEAF -> false;
      };
      if (isStart) {
        candidates.add(entry);
      }
    }
    return chooseCandidate();
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
