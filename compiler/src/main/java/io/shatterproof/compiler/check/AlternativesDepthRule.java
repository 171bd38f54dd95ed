package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.EitherPattern;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;

/** Alternatives stand in alternatives only so deep that a vector can hold them. */
final class AlternativesDepthRule implements Rule {
  private static final int DEEPEST = 16;

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.EventsExpectation events) {
        check(events.patterns(), 0, sink);
      }
    }
  }

  private static void check(List<PatternModel> patterns, int depth, DiagnosticSink sink) {
    for (PatternModel pattern : patterns) {
      if (pattern instanceof EitherPattern either) {
        if (depth == DEEPEST) {
          sink.report(
              Code.ALTERNATIVES_TOO_DEEP,
              either.span(),
              "this stands in " + DEEPEST + " alternatives, and no more are possible");
        } else {
          either.alternatives().forEach(one -> check(one.patterns(), depth + 1, sink));
        }
      }
    }
  }
}
