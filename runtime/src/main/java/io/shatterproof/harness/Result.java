package io.shatterproof.harness;

import io.shatterproof.vector.Heading;
import java.util.List;

/**
 * What came of running one vector once.
 *
 * @param provider name of the implementation
 * @param profile the profile it ran as; empty for an implementation without profiles
 * @param reason why the verdict is what it is, in one line; empty for {@link Verdict#AGREE}
 * @param failures in the order in which they were found
 * @param known violations that the scenario says this profile has
 * @param checksReached checks that were judged
 * @param checksOutOfScope checks that do not apply to this profile
 */
public record Result(
    Heading heading,
    String provider,
    String profile,
    Verdict verdict,
    String reason,
    List<Failure> failures,
    List<KnownViolation> known,
    int checksReached,
    int checksOutOfScope) {
  public Result {
    failures = List.copyOf(failures);
    known = List.copyOf(known);
  }
}
