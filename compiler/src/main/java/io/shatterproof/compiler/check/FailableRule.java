package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.CountModel;
import io.shatterproof.compiler.model.ScenarioModel;

/** A count has a limit that some run could exceed. */
final class FailableRule implements Rule {
  private static final long MORE_THAN_ANY_RUN = 1L << 40;

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.CountsExpectation counts) {
        counts.counts().stream()
            .filter(count -> count.isAtMost() && count.value().value() >= MORE_THAN_ANY_RUN)
            .forEach(count -> report(count, sink));
      }
    }
  }

  private static void report(CountModel count, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.NEVER_FAILS,
            count.span(),
            "this never fails: no run has more than " + count.value() + " events")
        .withHelp("state a limit that the implementation has to keep to"));
  }
}
