package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.EitherPattern;
import io.shatterproof.compiler.model.ScenarioModel;

/** An alternative has an event. */
final class EmptyAlternativeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : Patterns.all(scenario)) {
      if (pattern instanceof EitherPattern either) {
        either.alternatives().stream()
            .filter(alternative -> alternative.patterns().isEmpty())
            .forEach(alternative -> sink.report(Diagnostic.of(
                    Code.EMPTY_ALTERNATIVE, alternative.span(), "this alternative is empty")
                .withHelp("that an event may be missing is said by `at most 1 of`")));
      }
    }
  }
}
