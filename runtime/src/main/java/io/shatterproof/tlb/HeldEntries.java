package io.shatterproof.tlb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that one PE may hold, as far as they translate the addresses that are asked for, and the
 * invalidations that wait for their completion. No entry is there twice.
 */
final class HeldEntries {
  private static final int NO_MORE_THAN = 4096; // entries for one address; more is a defect

  private final List<TlbEntry> entries = new ArrayList<>();
  private final @Nullable Invalidation[] pending = new Invalidation[Long.SIZE];

  /** The entries, in the order in which they were loaded first. */
  List<TlbEntry> entries() {
    return entries;
  }

  /**
   * An invalidation that reaches the PE is issued: what it is about is doomed, and so will be what is
   * made of that and what it is about too. Everything is of use until it is complete.
   */
  void issue(Invalidation invalidation) {
    int slot = 0;
    while (slot < pending.length && pending[slot] != null) {
      slot++;
    }
    if (slot == pending.length) {
      return; // beyond so many that wait for a DSB, one more removes nothing
    }
    pending[slot] = invalidation;
    for (TlbEntry entry : entries) {
      if (InvalidationScope.removes(invalidation, entry)) {
        entry.doomedBy |= 1L << slot;
      }
    }
  }

  /** An invalidation is complete for the PE. */
  void complete(Invalidation invalidation) {
    for (int slot = 0; slot < pending.length; slot++) {
      if (invalidation.equals(pending[slot])) {
        pending[slot] = null;
        long doomed = 1L << slot;
        entries.removeIf(entry -> (entry.doomedBy & doomed) != 0);
      }
    }
  }

  /**
   * Holds entries that were made.
   *
   * @param made each with the invalidations that what it was made of is doomed by; changed
   * @return whether any of them was not held before, or was held as doomed by more
   */
  boolean hold(List<TlbEntry> made) {
    boolean isAnyNew = false;
    for (TlbEntry entry : made) {
      isAnyNew |= hold(entry);
    }
    return isAnyNew;
  }

  private boolean hold(TlbEntry entry) {
    long sourcesDoomedBy = entry.doomedBy;
    entry.doomedBy = 0;
    for (long rest = sourcesDoomedBy; rest != 0; rest &= rest - 1) {
      int slot = Long.numberOfTrailingZeros(rest);
      Invalidation invalidation = pending[slot];
      if (invalidation != null && InvalidationScope.removes(invalidation, entry)) {
        entry.doomedBy |= 1L << slot;
      }
    }
    for (TlbEntry known : entries) {
      if (known.isSame(entry) && (known.doomedBy & ~entry.doomedBy) == 0) {
        return false;
      }
    }
    entries.removeIf(known -> known.isSame(entry) && (entry.doomedBy & ~known.doomedBy) == 0);
    if (entries.size() >= NO_MORE_THAN) {
      throw new IllegalStateException("more than " + NO_MORE_THAN + " entries for one address");
    }
    entries.add(entry);
    return true;
  }

  /** Whether an entry of a context covers an address. */
  boolean hasEntryOf(TlbContext context, long address) {
    for (TlbEntry entry : entries) {
      if (entry.context.equals(context) && entry.covers(address)) {
        return true;
      }
    }
    return false;
  }

  /** The contexts of the same VMID in which entries mean something else than in a context. */
  List<TlbContext> contextsBeside(TlbContext now) {
    List<TlbContext> others = new ArrayList<>();
    for (TlbEntry entry : entries) {
      if (entry.vmid() == now.vmid()
          && !entry.meansTheSameIn(now)
          && !hasAlike(others, entry.context)) {
        others.add(entry.context);
      }
    }
    return others;
  }

  private static boolean hasAlike(List<TlbContext> contexts, TlbContext other) {
    for (TlbContext context : contexts) {
      if (context.hasSameStage1(other) && context.hasSameStage2(other)) {
        return true;
      }
    }
    return false;
  }

  /** The leaves of stage 2 that may be held for a VA, in the sense of several hits. */
  List<TlbEntry> leavesFor(TlbContext context, long va) {
    List<TlbEntry> leaves = new ArrayList<>();
    for (TlbEntry entry : entries) {
      boolean isLeaf = entry.kind == TlbEntry.Kind.COMBINED
          || (entry.kind == TlbEntry.Kind.STAGE2_LEAF && !context.hasStage1());
      if (isLeaf && entry.isFor(context, va) && !hasSameLeaf(leaves, entry)) {
        leaves.add(entry);
      }
    }
    return leaves;
  }

  private static boolean hasSameLeaf(List<TlbEntry> leaves, TlbEntry entry) {
    for (TlbEntry leaf : leaves) {
      if (isSameLeaf(leaf, entry)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameLeaf(TlbEntry one, TlbEntry other) {
    return one.leafLevel == other.leafLevel
        && one.leafDescriptor == other.leafDescriptor
        && one.level == other.level
        && one.descriptor == other.descriptor; // of stage 1
  }
}
