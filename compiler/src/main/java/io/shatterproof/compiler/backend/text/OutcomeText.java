package io.shatterproof.compiler.backend.text;

import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Claimed outcomes of accesses. */
final class OutcomeText {
  private static final Pattern NUMBER = Pattern.compile("\\b0x([0-9a-f]+)");

  private final Obstacles obstacles;

  OutcomeText(Obstacles obstacles) {
    this.obstacles = obstacles;
  }

  /** One outcome, for example {@code translation fault level 3}. */
  String of(OutcomeClaim claim) {
    String text = NUMBER
        .matcher(claim.toString())
        .replaceAll(found -> Numbers.hex(Long.parseUnsignedLong(found.group(1), 16)));
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
