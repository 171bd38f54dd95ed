package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.CountModel;
import io.shatterproof.compiler.model.ExpectationModel.NoEventExpectation;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.OfEvent;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said not to be done is not asked for as well. */
final class NoEventRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel then : phase.thens()) {
        for (ExpectationModel expectation : then.expectations()) {
          if (expectation instanceof NoEventExpectation none) {
            phase.thens().stream()
                .filter(other -> OneRun.isOfBoth(then, other))
                .flatMap(other -> asked(none.pattern(), other).stream())
                .findFirst()
                .ifPresent(span -> report(none, span, sink));
          }
        }
      }
    }
  }

  private static void report(NoEventExpectation none, Span asked, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.EVENTS_CONTRADICT,
            none.span(),
            "`" + none.span().text() + "` is expected, and such an event too")
        .withNote("the event is expected at", asked));
  }

  /** Where such an event is asked for. */
  private static Optional<Span> asked(OfEvent pattern, ThenModel then) {
    for (ExpectationModel expectation : then.expectations()) {
      if (expectation instanceof ExpectationModel.CountsExpectation counts) {
        Optional<Span> counted = counts.counts().stream()
            .filter(count -> !count.isAtMost() && count.value().value() > 0)
            .filter(count -> excludes(pattern, count))
            .map(CountModel::span)
            .findFirst();
        if (counted.isPresent()) {
          return counted;
        }
      } else if (expectation instanceof ExpectationModel.EventsExpectation events) {
        Optional<Span> listed = required(events.patterns()).stream()
            .filter(required -> includes(pattern, required))
            .map(PatternModel::span)
            .findFirst();
        if (listed.isPresent()) {
          return listed;
        }
      }
    }
    return Optional.empty();
  }

  /** The patterns that some event must be like, whichever alternatives there are. */
  private static List<OfEvent> required(List<PatternModel> patterns) {
    List<OfEvent> required = new ArrayList<>();
    for (PatternModel pattern : patterns) {
      if (pattern instanceof OfEvent single) {
        required.add(single);
      } else if (pattern instanceof PatternModel.RepeatedPattern repeated && repeated.isLeast()) {
        required.add(repeated.pattern());
      }
    }
    return required;
  }

  /** Whether every event of one pattern is like another. */
  private static boolean includes(OfEvent pattern, OfEvent other) {
    if (Patterns.meaning(pattern).equals(Patterns.meaning(other))) {
      return true;
    }
    if (pattern instanceof PatternModel.KindPattern kind) {
      return kind.kind() == kind(other);
    }
    return pattern instanceof PatternModel.AnyInvalidationPattern any
        && other instanceof PatternModel.InvalidatedPattern tlbi
        && any.domain().equals(tlbi.domain());
  }

  private static EventKind kind(OfEvent pattern) {
    if (pattern instanceof PatternModel.KindPattern kind) {
      return kind.kind();
    }
    if (pattern instanceof PatternModel.StoredPattern) {
      return EventKind.STORE;
    }
    if (pattern instanceof PatternModel.FilledPattern) {
      return EventKind.FILL;
    }
    if (pattern instanceof PatternModel.SynchronizedPattern) {
      return EventKind.DSB;
    }
    if (pattern instanceof PatternModel.CleanedPattern) {
      return EventKind.CLEAN;
    }
    if (pattern instanceof PatternModel.DroppedPattern) {
      return EventKind.REFERENCE_DROPPED;
    }
    if (pattern instanceof PatternModel.IommuFlushedPattern) {
      return EventKind.IOMMU_FLUSH;
    }
    return pattern instanceof PatternModel.MonitoredPattern ? EventKind.MONITORED : EventKind.TLBI;
  }

  /** Whether nothing is counted where no event is like the pattern. */
  private static boolean excludes(OfEvent pattern, CountModel count) {
    Counter counter = count.counter();
    if (pattern instanceof PatternModel.CleanedPattern cleaned && cleaned.pa().isEmpty()) {
      return (counter == Counter.ENTRY_CLEANS && cleaned.what() == CleanKind.ENTRY)
          || (counter == Counter.TABLE_CLEANS && cleaned.what() == CleanKind.TABLE);
    }
    if (pattern instanceof PatternModel.DroppedPattern dropped && dropped.pa().isEmpty()) {
      return counter == Counter.REFERENCES_DROPPED;
    }
    return pattern instanceof PatternModel.KindPattern kind && kind.kind() == kind(counter);
  }

  private static EventKind kind(Counter counter) {
    return switch (counter) {
      case TLBI -> EventKind.TLBI;
      case LIVE_STORES -> EventKind.STORE;
      case FILLS -> EventKind.FILL;
      case ENTRY_CLEANS, TABLE_CLEANS -> EventKind.CLEAN;
      case TABLES_ALLOCATED -> EventKind.TABLE_ALLOCATED;
      case TABLES_FREED -> EventKind.TABLE_FREED;
      case REFERENCES_DROPPED -> EventKind.REFERENCE_DROPPED;
      case IOMMU_FLUSHES -> EventKind.IOMMU_FLUSH;
    };
  }
}
