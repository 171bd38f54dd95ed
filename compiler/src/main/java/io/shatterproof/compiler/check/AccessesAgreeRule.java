package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.vector.ExpectationClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is claimed of one access, made once everything is done, can be met. */
final class AccessesAgreeRule {
  static final Rule RULE = new Agreement(
      Code.ACCESSES_DISAGREE,
      "the other is at",
      AccessesAgreeRule::access,
      AccessesAgreeRule::disagreement);

  private AccessesAgreeRule() {}

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

  private static Optional<String> disagreement(ExpectationModel one, ExpectationModel other) {
    List<OutcomeModel> outcomes = Claimed.of(one).orElseThrow().outcomes();
    boolean agree = Claimed.of(other).orElseThrow().outcomes().stream()
        .anyMatch(outcome -> Outcomes.isAmong(outcome, outcomes));
    return agree
        ? Optional.empty()
        : Optional.of("the same access cannot have this outcome and that of another expectation");
  }
}
