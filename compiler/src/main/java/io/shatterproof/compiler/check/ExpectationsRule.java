package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** A scenario expects something. */
final class ExpectationsRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    boolean expects = !scenario.expectations().isEmpty()
        || scenario.steps().stream().anyMatch(StepModel::isClaiming);
    if (!expects) {
      sink.report(
          Code.NO_EXPECTATIONS, scenario.header().titleSpan(), "this scenario expects nothing");
    }
  }
}
