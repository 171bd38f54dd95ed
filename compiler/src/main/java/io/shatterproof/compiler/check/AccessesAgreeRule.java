package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.ExpectationClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is claimed of one access, made once everything is done, can be met. */
final class AccessesAgreeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario
        .phases()
        .forEach(phase -> OneRun.compare(
            phase,
            AccessesAgreeRule::access,
            AccessesAgreeRule::agree,
            (earlier, later) -> sink.report(Diagnostic.of(
                    Code.ACCESSES_DISAGREE,
                    later.span(),
                    "the same access cannot have this outcome and that of another expectation")
                .withNote("the other is at", earlier.span()))));
  }

  private static Optional<List<Object>> access(ExpectationModel expectation) {
    if (isQuirk(expectation) || expectation instanceof ExpectationModel.OfObserver) {
      return Optional.empty();
    }
    return Claimed.of(expectation).map(claimed -> {
      List<Object> access = new ArrayList<>(Outcomes.access(claimed.access()));
      if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
        access.add(probe.access().register());
      }
      return access;
    });
  }

  /** A quirk is a remark, and not a demand. */
  private static boolean isQuirk(ExpectationModel expectation) {
    return (expectation instanceof ExpectationModel.AccessExpectation guest
            && guest.expectationClass() == ExpectationClass.QUIRK)
        || (expectation instanceof ExpectationModel.ProbeExpectation probe
            && probe.expectationClass() == ExpectationClass.QUIRK);
  }

  private static boolean agree(ExpectationModel one, ExpectationModel other) {
    List<OutcomeModel> outcomes = Claimed.of(one).orElseThrow().outcomes();
    return Claimed.of(other).orElseThrow().outcomes().stream()
        .anyMatch(outcome -> Outcomes.isAmong(outcome, outcomes));
  }
}
