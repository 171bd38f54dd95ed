package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.ExpectationModel.EventsExpectation;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.EitherPattern;
import io.shatterproof.compiler.model.PatternModel.RepeatedPattern;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.EventMatching;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many events of a counter there are where a list of events holds.
 *
 * @param least so many for sure
 * @param most no more; {@link Long#MAX_VALUE} where there may be any number
 */
record Listed(long least, long most) {
  private static final Listed NONE = new Listed(0, 0);

  /** Those of a list: of what it has surely all of, both bounds, and otherwise the lower one. */
  static Listed of(EventsExpectation events, Counter counter) {
    Listed listed = of(events.patterns(), counter, events.isAll());
    return isWhole(events, counter) ? listed : new Listed(listed.least, Long.MAX_VALUE);
  }

  /** For example {@code at least 2 are}. */
  String words(boolean isLower) {
    long bound = isLower ? least : most;
    return (least == most ? "" : isLower ? "at least " : "at most ")
        + bound
        + (bound == 1 ? " is" : " are");
  }

  private static Listed of(List<PatternModel> patterns, Counter counter, boolean isAll) {
    long least = 0;
    long most = 0;
    for (PatternModel pattern : patterns) {
      Listed one = of(pattern, counter, isAll);
      least = capped(least + one.least);
      most = capped(most + one.most);
    }
    return new Listed(least, most);
  }

  private static Listed of(PatternModel pattern, Counter counter, boolean isAll) {
    if (pattern instanceof EitherPattern either) {
      long least = Long.MAX_VALUE;
      long most = 0;
      for (PatternModel.Alternative alternative : either.alternatives()) {
        Listed one = of(alternative.patterns(), counter, isAll);
        least = Math.min(least, one.least);
        most = Math.max(most, one.most);
      }
      return new Listed(least, most);
    }
    if (pattern instanceof RepeatedPattern repeated) {
      long times = capped(repeated.times().value());
      return isCounted(repeated.pattern(), counter, isAll)
          ? new Listed(repeated.isLeast() ? times : 0, repeated.isMost() ? times : Long.MAX_VALUE)
          : NONE;
    }
    return isCounted(pattern, counter, isAll) ? new Listed(1, 1) : NONE;
  }

  /** Sums and counts are unsigned, and too large ones as good as any. */
  private static long capped(long sum) {
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Whether what a pattern matches is surely counted. */
  private static boolean isCounted(PatternModel pattern, Counter counter, boolean isAll) {
    return switch (counter) {
      case TLBI ->
        pattern instanceof PatternModel.InvalidatedPattern
            || pattern instanceof PatternModel.AnyInvalidationPattern
            || pattern instanceof PatternModel.CoveringPattern
            || isOf(pattern, EventKind.TLBI);
      case LIVE_STORES -> !isAll && pattern instanceof PatternModel.StoredPattern;
      case FILLS -> false; // a fill counts what it fills
      case ENTRY_CLEANS -> isClean(pattern, CleanKind.ENTRY);
      case TABLE_CLEANS -> isClean(pattern, CleanKind.TABLE);
      case TABLES_ALLOCATED -> isOf(pattern, EventKind.TABLE_ALLOCATED);
      case TABLES_FREED -> isOf(pattern, EventKind.TABLE_FREED);
      case REFERENCES_DROPPED -> pattern instanceof PatternModel.DroppedPattern;
      case IOMMU_FLUSHES -> pattern instanceof PatternModel.IommuFlushedPattern;
    };
  }

  /** Whether everything that is counted is surely listed. */
  private static boolean isWhole(EventsExpectation events, Counter counter) {
    if (events.matching() == EventMatching.INCLUDE) {
      return false;
    }
    return switch (counter) {
      case LIVE_STORES -> !events.isAll();
      case FILLS -> false;
      case TLBI, TABLES_FREED, REFERENCES_DROPPED, IOMMU_FLUSHES -> true; // live by nature
      case ENTRY_CLEANS, TABLE_CLEANS ->
        events.isAll() || hasAny(events.patterns(), Listed::isClean);
      case TABLES_ALLOCATED ->
        events.isAll()
            || hasAny(events.patterns(), pattern -> isOf(pattern, EventKind.TABLE_ALLOCATED));
    };
  }

  private static boolean hasAny(List<PatternModel> patterns, Predicate<PatternModel> kind) {
    for (PatternModel pattern : patterns) {
      boolean isInside = pattern instanceof EitherPattern either
          ? either.alternatives().stream()
              .anyMatch(alternative -> hasAny(alternative.patterns(), kind))
          : kind.test(pattern instanceof RepeatedPattern repeated ? repeated.pattern() : pattern);
      if (isInside) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClean(PatternModel pattern) {
    return pattern instanceof PatternModel.CleanedPattern;
  }

  private static boolean isClean(PatternModel pattern, CleanKind kind) {
    return pattern instanceof PatternModel.CleanedPattern cleaned && cleaned.what() == kind;
  }

  private static boolean isOf(PatternModel pattern, EventKind kind) {
    return pattern instanceof PatternModel.KindPattern ofKind && ofKind.kind() == kind;
  }
}
