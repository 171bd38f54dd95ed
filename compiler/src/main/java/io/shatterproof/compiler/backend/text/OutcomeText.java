package io.shatterproof.compiler.backend.text;

import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import java.util.List;
import java.util.stream.Collectors;

/** Claimed outcomes of accesses. */
final class OutcomeText {
  private final Obstacles obstacles;

  OutcomeText(Obstacles obstacles) {
    this.obstacles = obstacles;
  }

  /** One outcome, for example {@code translation fault level 3}. */
  String of(OutcomeClaim claim) {
    String text = claim.toString();
    if (text.contains(" mask ")) {
      obstacles.add("some bits of a register that are no whole fields: " + text);
    }
    return text;
  }

  /** A set of outcomes, with their reasons. */
  String set(List<LegalOutcome> outcomes) {
    return outcomes.stream().map(this::member).collect(Collectors.joining(", ", "{ ", " }"));
  }

  private String member(LegalOutcome outcome) {
    return of(outcome.outcome())
        + (outcome.why().isEmpty() ? "" : " why " + Quoted.string(outcome.why()))
        + (outcome.reference().isEmpty() ? "" : " ref " + Quoted.string(outcome.reference()));
  }
}
