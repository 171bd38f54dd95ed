package io.shatterproof.harness;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The seven results of a vector on an implementation. There is no silent pass. */
public enum Verdict {
  /** Every check that applies was reached and holds. */
  AGREE,
  /** A check does not hold. */
  DISAGREE,
  /** The implementation lacks an architectural feature, or no expectation is in its scope. */
  NOT_APPLICABLE,
  /** The implementation lacks a capability. */
  UNSUPPORTED,
  /** The harness could not come to a verdict, for example since a check was not reached. */
  COULD_NOT_JUDGE,
  /** The implementation died or answered nonsense. */
  CRASH,
  /** The implementation did not answer in time. */
  TIMEOUT;

  /** The spelling of reports, for example {@code not-applicable}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The result of that spelling. */
  public static Optional<Verdict> parse(String word) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst();
  }

  /** Every spelling, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(Verdict::word).collect(Collectors.joining(", "));
  }

  /** Whether a run with this result must be told to the user as failed. */
  public boolean isFailure() {
    return switch (this) {
      case AGREE, NOT_APPLICABLE, UNSUPPORTED -> false;
      case DISAGREE, COULD_NOT_JUDGE, CRASH, TIMEOUT -> true;
    };
  }
}
