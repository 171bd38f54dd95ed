package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.RepeatedPattern;
import io.shatterproof.compiler.model.ScenarioModel;

/** A number of events is at least one: of no event it is said by {@code no}. */
final class NumberOfEventsRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : Patterns.all(scenario)) {
      if (pattern instanceof RepeatedPattern repeated && repeated.times().value() == 0) {
        report(repeated, sink);
      }
    }
  }

  private static void report(RepeatedPattern repeated, DiagnosticSink sink) {
    sink.report(
        repeated.isMost()
            ? Diagnostic.of(
                    Code.NUMBER_OF_NO_EVENTS,
                    repeated.times().span(),
                    "this says that there is no such event")
                .withHelp("say it outside of the list: `no "
                    + repeated.pattern().span().text() + "`")
            : Diagnostic.of(
                Code.NUMBER_OF_NO_EVENTS,
                repeated.times().span(),
                "there are always at least 0 events, so that this says nothing"));
  }
}
