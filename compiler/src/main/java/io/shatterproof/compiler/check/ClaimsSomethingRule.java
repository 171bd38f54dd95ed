package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.EventMatching;

/** An expectation with a list says something in it. */
final class ClaimsSomethingRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (isEmpty(expectation)) {
        sink.report(Diagnostic.of(
                Code.CLAIMS_NOTHING, expectation.span(), "this expectation claims nothing")
            .withHelp(
                expectation instanceof ExpectationModel.EventsExpectation
                    ? "that nothing happens is `in order { }`"
                    : "name what is to be, or leave it out"));
      }
    }
  }

  private static boolean isEmpty(ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.CountsExpectation counts) {
      return counts.counts().isEmpty();
    }
    if (expectation instanceof ExpectationModel.StatsExpectation stats) {
      return stats.figures().isEmpty();
    }
    return expectation instanceof ExpectationModel.EventsExpectation events
        && events.matching() == EventMatching.INCLUDE
        && events.patterns().isEmpty();
  }
}
