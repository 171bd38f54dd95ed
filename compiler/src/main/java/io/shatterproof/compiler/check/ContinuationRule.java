package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** No more pages of a range are done than it has, unless the scenario says that this fails. */
final class ContinuationRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.Continued continued && !continued.isToFail()) {
        continued.continuedAt().ifPresent(done -> check(continued, done, sink));
      }
    }
  }

  private static void check(StepModel.Continued step, Quantity done, DiagnosticSink sink) {
    long pageBytes = step.domain().config().geometry().granule().sizeBytes();
    long pages = Long.divideUnsigned(step.size().value(), pageBytes);
    if (!done.isAtMost(pages)) {
      sink.report(Diagnostic.of(
              Code.CONTINUED_BEYOND_RANGE,
              done.span(),
              done + " pages are done of a range that has " + pages)
          .withHelp("a call is continued at what the one before returned"));
    }
  }
}
