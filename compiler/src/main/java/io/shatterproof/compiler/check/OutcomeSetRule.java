package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.AccessExpectation;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.ExpectationClass;

/** A set of outcomes has several members. */
final class OutcomeSetRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof AccessExpectation access
          && access.expectationClass() == ExpectationClass.ONE_OF
          && access.outcomes().size() == 1) {
        sink.report(Diagnostic.of(
                Code.ONE_OF_ONE, access.outcomes().get(0).span(), "a `one of` with one member")
            .withHelp("write the outcome alone"));
      }
    }
  }
}
