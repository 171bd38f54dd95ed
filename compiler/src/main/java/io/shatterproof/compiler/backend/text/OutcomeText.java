package io.shatterproof.compiler.backend.text;

import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Claimed outcomes of accesses. */
final class OutcomeText {
  private static final Pattern NUMBER = Pattern.compile("\\b0x([0-9a-f]+)");

  private OutcomeText() {}

  /** One outcome, for example {@code translation fault level 3}. */
  static String of(OutcomeClaim claim) {
    return NUMBER
        .matcher(claim.toString())
        .replaceAll(found -> Numbers.hex(Long.parseUnsignedLong(found.group(1), 16)));
  }

  /** A set of outcomes, with their reasons. */
  static String set(List<LegalOutcome> outcomes) {
    return outcomes.stream().map(OutcomeText::member).collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String member(LegalOutcome outcome) {
    return of(outcome.outcome())
        + (outcome.why().isEmpty() ? "" : " why " + Quoted.string(outcome.why()))
        + (outcome.reference().isEmpty() ? "" : " ref " + Quoted.string(outcome.reference()));
  }
}
