package io.shatterproof.harness;

import io.shatterproof.vector.Heading;
import java.util.List;

/**
 * What came of running one vector once.
 *
 * @param provider name of the implementation
 * @param profile the profile it ran as; empty for an implementation without profiles
 * @param reason why the verdict is what it is, in one line; empty for {@link Verdict#AGREE}, unless
 *     it fails as expected
 * @param trace where the implementation crashed, a line for each call; empty if it did not
 * @param failures in the order in which they were found
 * @param expectedFailures those of a vector that is expected to fail: with them it agrees
 * @param known violations that the scenario says this profile has
 * @param waived violations that the scenario does not ask about
 * @param checksReached checks that were judged
 * @param checksOutOfScope checks that do not apply to this profile
 */
public record Result(
    Heading heading,
    String provider,
    String profile,
    Verdict verdict,
    String reason,
    List<String> trace,
    List<Failure> failures,
    List<Failure> expectedFailures,
    List<KnownViolation> known,
    List<WaivedViolation> waived,
    int checksReached,
    int checksOutOfScope) {
  public Result {
    trace = List.copyOf(trace);
    failures = List.copyOf(failures);
    expectedFailures = List.copyOf(expectedFailures);
    known = List.copyOf(known);
    waived = List.copyOf(waived);
  }

  /** Of a run without a crash. */
  public Result(
      Heading heading,
      String provider,
      String profile,
      Verdict verdict,
      String reason,
      List<Failure> failures,
      List<Failure> expectedFailures,
      List<KnownViolation> known,
      List<WaivedViolation> waived,
      int checksReached,
      int checksOutOfScope) {
    this(
        heading,
        provider,
        profile,
        verdict,
        reason,
        List.of(),
        failures,
        expectedFailures,
        known,
        waived,
        checksReached,
        checksOutOfScope);
  }

  /** Of a run of which nothing was judged. */
  static Result unjudged(
      Heading heading,
      String provider,
      String profile,
      Verdict verdict,
      String reason,
      List<String> trace) {
    return new Result(
        heading, provider, profile, verdict, reason, trace, List.of(), List.of(), List.of(),
        List.of(), 0, 0);
  }
}
