package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.EitherPattern;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alternatives of one {@code either} differ. */
final class AlternativesRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : Patterns.all(scenario)) {
      if (pattern instanceof EitherPattern either) {
        check(either, sink);
      }
    }
  }

  private static void check(EitherPattern either, DiagnosticSink sink) {
    Map<List<Object>, PatternModel.Alternative> seen = new HashMap<>();
    for (PatternModel.Alternative alternative : either.alternatives()) {
      PatternModel.Alternative earlier =
          seen.putIfAbsent(Patterns.meaning(alternative.patterns()), alternative);
      if (earlier != null && !alternative.patterns().isEmpty()) {
        sink.report(Diagnostic.of(
                Code.SAME_ALTERNATIVE,
                alternative.span(),
                "this alternative is the same as an earlier one")
            .withNote("that one is at", earlier.span()));
      }
    }
  }
}
