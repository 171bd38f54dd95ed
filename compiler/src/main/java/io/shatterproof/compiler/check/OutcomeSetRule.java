package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.AccessExpectation;
import io.shatterproof.compiler.model.ExpectationModel.ProbeExpectation;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.ExpectationClass;
import java.util.List;

/** A set of outcomes has several members. */
final class OutcomeSetRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof AccessExpectation access
          && access.expectationClass() == ExpectationClass.ONE_OF
          && access.outcomes().size() == 1) {
        report(access.outcomes(), sink);
      } else if (expectation instanceof ProbeExpectation probe
          && probe.expectationClass() == ExpectationClass.ONE_OF
          && probe.outcomes().size() == 1) {
        report(probe.outcomes(), sink);
      }
    }
  }

  private static void report(List<OutcomeModel> outcomes, DiagnosticSink sink) {
    sink.report(Diagnostic.of(Code.ONE_OF_ONE, outcomes.get(0).span(), "a `one of` with one member")
        .withHelp("write the outcome alone"));
  }
}
