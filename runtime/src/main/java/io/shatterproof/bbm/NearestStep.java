package io.shatterproof.bbm;

import io.shatterproof.event.ViolationName;
import io.shatterproof.tlb.BreakTrace;
import io.shatterproof.tlb.Coverage;
import io.shatterproof.tlb.Invalidation;
import io.shatterproof.tlb.InvalidationScope;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.StoreVisibility;
import io.shatterproof.tlb.Times;
import io.shatterproof.tlb.TlbEntry;
import io.shatterproof.tlb.TlbLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which step of break-before-make is missing, or wrong, for an entry that a PE may still hold. Of one
 * invalidation the first thing wrong with it counts; of several what came nearest.
 */
final class NearestStep {
  private final TlbLog log;

  NearestStep(TlbLog log) {
    this.log = log;
  }

  /**
   * The name for an entry.
   *
   * @param onPe everything that the PE may hold around it
   */
  ViolationName of(TlbEntry entry, BreakTrace trace, int pe, List<TlbEntry> onPe, long boundary) {
    if (!trace.isBroken()) {
      return ViolationName.NO_BREAK;
    }
    if (!entry.isOfStage2Alone()) {
      long removed = stage2RemovedAt(entry, trace, pe);
      if (removed != Times.NEVER) {
        ViolationName name = nearest(entry, trace, pe, removed, true);
        return name == ViolationName.NO_TLBI ? ViolationName.MISSING_VMALLE1 : name;
      }
    }
    ViolationName name = nearest(entry, trace, pe, trace.brokenAt(), false);
    TlbEntry above = isRemovedInVain(entry, trace, pe) ? staleAbove(entry, onPe, boundary) : null;
    return above == null ? name : of(above, trace(above, entry, boundary), pe, List.of(), boundary);
  }

  /** Since when what was made of stage 2 alone is gone from the PE. */
  private long stage2RemovedAt(TlbEntry entry, BreakTrace trace, int pe) {
    long first = Times.NEVER;
    for (Invalidation invalidation : log.invalidations()) {
      if (invalidation.issuedAt() > trace.brokenAt()
          && trace.visibility(pe, invalidation.issuedAt()) == StoreVisibility.BY_THE_PE
          && InvalidationScope.coverage(invalidation, entry, pe) == Coverage.STAGE2_ALONE) {
        first = Math.min(first, invalidation.completeFor(pe));
      }
    }
    return first;
  }

  private boolean isRemovedInVain(TlbEntry entry, BreakTrace trace, int pe) {
    for (Invalidation invalidation : log.invalidations()) {
      if (invalidation.issuedAt() > trace.brokenAt()
          && trace.visibility(pe, invalidation.issuedAt()) == StoreVisibility.BY_THE_PE
          && InvalidationScope.coverage(invalidation, entry, pe) == Coverage.WHOLE) {
        return true;
      }
    }
    return false;
  }

  /**
   * The table that the PE loads the entry again through: of those that memory no longer says the
   * topmost, which it can hold for no other reason than its own.
   */
  private @Nullable TlbEntry staleAbove(TlbEntry entry, List<TlbEntry> onPe, long boundary) {
    TlbEntry topmost = null;
    for (TlbEntry other : onPe) {
      if (other.kind() == TlbEntry.Kind.STAGE2_TABLE
          && other.stage2Level() < entry.stage2Level()
          && other.overlaps(entry.ipa(), 1)
          && (topmost == null || other.stage2Level() < topmost.stage2Level())
          && !trace(other, entry, boundary).isSaid()) {
        topmost = other;
      }
    }
    return topmost;
  }

  private BreakTrace trace(TlbEntry above, TlbEntry entry, long boundary) {
    Stage2Tables tables = new Stage2Tables(log, above.context());
    return new BreakTrace(log, tables, above, entry.ipa(), boundary);
  }

  private ViolationName nearest(
      TlbEntry entry, BreakTrace trace, int pe, long since, boolean isOfCombined) {
    ViolationName nearest = ViolationName.NO_TLBI;
    for (Invalidation invalidation : log.invalidations()) {
      if (invalidation.issuedAt() > since) {
        ViolationName name = name(entry, trace, invalidation, pe, isOfCombined);
        if (isNearer(name, nearest)) {
          nearest = name;
        }
      }
    }
    return nearest;
  }

  private static boolean isNearer(ViolationName one, ViolationName other) {
    return other == ViolationName.NO_TLBI
        ? one != ViolationName.NO_TLBI
        : one != ViolationName.NO_TLBI && one.compareTo(other) > 0;
  }

  private static ViolationName name(
      TlbEntry entry, BreakTrace trace, Invalidation invalidation, int pe, boolean isOfCombined) {
    Coverage coverage = InvalidationScope.coverage(invalidation, entry, pe);
    if (coverage == Coverage.NOTHING
        || (isOfCombined && coverage == Coverage.STAGE2_ALONE)
        || (coverage == Coverage.OTHER_ADDRESS && isForAnother(trace, invalidation))) {
      return ViolationName.NO_TLBI;
    }
    return switch (trace.visibility(pe, invalidation.issuedAt())) {
      case NOT_ORDERED -> ViolationName.NO_DSB_BEFORE_TLBI;
      case NOT_CLEANED -> later(of(coverage), ViolationName.NO_CLEAN);
      case NOT_SYNCHRONIZED -> later(of(coverage), ViolationName.NO_ISB);
      case BY_THE_PE -> of(coverage);
    };
  }

  /** What is wrong with the invalidation itself; another name if nothing is. */
  private static ViolationName later(ViolationName ofItself, ViolationName other) {
    return ofItself == ViolationName.NO_TLBI ? other : ofItself;
  }

  private static ViolationName of(Coverage coverage) {
    return switch (coverage) {
      case NOTHING, WHOLE -> ViolationName.NO_TLBI;
      case OTHER_VMID -> ViolationName.WRONG_VMID;
      case OTHER_ADDRESS -> ViolationName.WRONG_IPA;
      case OTHER_LEVEL -> ViolationName.WRONG_LEVEL;
      case OTHER_GRANULE -> ViolationName.WRONG_GRANULE;
      case ONE_PE -> ViolationName.LOCAL_TLBI;
      case STAGE2_ALONE -> ViolationName.MISSING_VMALLE1;
      case NOT_COMPLETE -> ViolationName.NO_DSB_AFTER;
      case NOT_SYNCHRONIZED -> ViolationName.NO_ISB;
    };
  }

  /** Whether an invalidation by address was meant for something else that was changed. */
  private static boolean isForAnother(BreakTrace trace, Invalidation invalidation) {
    return invalidation.namesVa()
        || trace.explains(invalidation.firstIpa(), invalidation.issuedAt());
  }
}
