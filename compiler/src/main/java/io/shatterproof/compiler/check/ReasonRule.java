package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;

/** Whoever expects a failure says what it waits for. */
final class ReasonRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario
        .header()
        .expectedFailure()
        .filter(failure -> failure.until().isBlank())
        .ifPresent(failure -> sink.report(
            Code.NO_REASON,
            failure.span(),
            "`until` is empty: say what has to happen before this holds"));
  }
}
