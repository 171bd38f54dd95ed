package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.CountModel;
import io.shatterproof.compiler.model.ExpectationModel.CountsExpectation;
import io.shatterproof.compiler.model.ExpectationModel.EventsExpectation;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.ScenarioModel;

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
    Listed listed = Listed.of(events, count.counter());
    long counted = count.value().value();
    boolean isTooFew = counted < listed.least();
    if (isTooFew || (!count.isAtMost() && counted > listed.most())) {
      sink.report(Diagnostic.of(
              Code.COUNT_AGAINST_EVENTS,
              count.span(),
              "`" + count.counter().word() + " " + count.value() + "` cannot hold where "
                  + listed.words(isTooFew) + " listed")
          .withNote("the list is at", events.span()));
    }
  }
}
