package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.CountModel;
import io.shatterproof.compiler.model.ExpectationModel.CountsExpectation;
import io.shatterproof.compiler.model.ExpectationModel.EventsExpectation;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.EventMatching;

/** What is counted does not contradict the list of the events beside it. */
final class CountsAgreeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel listing : phase.thens()) {
        for (ExpectationModel expectation : listing.expectations()) {
          if (expectation instanceof EventsExpectation events) {
            phase.thens().stream()
                .filter(counting -> OneRun.isOfBoth(listing, counting))
                .forEach(counting -> check(events, counting, sink));
          }
        }
      }
    }
  }

  private static void check(EventsExpectation events, ThenModel counting, DiagnosticSink sink) {
    for (ExpectationModel expectation : counting.expectations()) {
      if (expectation instanceof CountsExpectation counts) {
        counts.counts().forEach(count -> check(events, count, sink));
      }
    }
  }

  private static void check(EventsExpectation events, CountModel count, DiagnosticSink sink) {
    long listed = events.patterns().stream()
        .filter(pattern -> isCounted(pattern, count.counter(), events.isAll()))
        .count();
    boolean isTooFew = count.value().value() < listed;
    boolean isTooMany =
        isWhole(events, count.counter()) && !count.isAtMost() && count.value().value() > listed;
    if (isTooFew || isTooMany) {
      sink.report(Diagnostic.of(
              Code.COUNT_AGAINST_EVENTS,
              count.span(),
              "`" + count.counter().word() + " " + count.value() + "` cannot hold where " + listed
                  + " are listed")
          .withNote("the list is at", events.span()));
    }
  }

  /** Whether what a pattern matches is surely counted. */
  private static boolean isCounted(PatternModel pattern, Counter counter, boolean isAll) {
    return switch (counter) {
      case TLBI -> pattern instanceof PatternModel.InvalidatedPattern;
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
        events.isAll()
            || events.patterns().stream().anyMatch(PatternModel.CleanedPattern.class::isInstance);
      case TABLES_ALLOCATED ->
        events.isAll()
            || events.patterns().stream()
                .anyMatch(pattern -> isOf(pattern, EventKind.TABLE_ALLOCATED));
    };
  }

  private static boolean isClean(PatternModel pattern, CleanKind kind) {
    return pattern instanceof PatternModel.CleanedPattern cleaned && cleaned.what() == kind;
  }

  private static boolean isOf(PatternModel pattern, EventKind kind) {
    return pattern instanceof PatternModel.KindPattern ofKind && ofKind.kind() == kind;
  }
}
