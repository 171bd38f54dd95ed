package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set of outcomes names each once. */
final class SameOutcomeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.OfObserver observer) {
        boolean isSet = observer instanceof ExpectationModel.SeesExpectation;
        check(observer.outcomes(), isSet, sink);
      } else if (expectation instanceof ExpectationModel.AccessExpectation access) {
        check(access.outcomes(), true, sink);
      } else if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
        check(probe.outcomes(), true, sink);
      }
    }
  }

  private static void check(List<OutcomeModel> outcomes, boolean isSet, DiagnosticSink sink) {
    if (outcomes.size() < 2) { // nearly all are
      return;
    }
    Map<List<Object>, OutcomeModel> seen = new HashMap<>();
    for (OutcomeModel outcome : outcomes) {
      OutcomeModel earlier = seen.putIfAbsent(Outcomes.meaning(outcome), outcome);
      if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.SAME_OUTCOME_TWICE,
                outcome.span(),
                isSet
                    ? "this outcome is in the set already"
                    : "an outcome never follows itself only where it is never met")
            .withHelp(isSet ? "leave one of the two out" : "name two outcomes")
            .withNote("first at", earlier.span()));
      }
    }
  }
}
