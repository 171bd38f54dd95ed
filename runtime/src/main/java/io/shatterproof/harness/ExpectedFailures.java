package io.shatterproof.harness;

import io.shatterproof.event.Observable;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import java.util.List;
import java.util.Set;

/** What a vector says of itself as this profile: that it does not hold yet. */
final class ExpectedFailures {
  private final Heading heading;
  private final String profile;

  ExpectedFailures(Heading heading, String profile) {
    this.heading = heading;
    this.profile = profile;
  }

  /**
   * The result, turned round where a failure is expected: some failed check is what was expected, and
   * none is a failure. What was not judged, or did not survive, is not turned.
   */
  Result judge(Result result) {
    return heading
        .expectedFailure()
        .filter(expected -> expected.scope().includes(profile))
        .map(expected -> judge(result, expected))
        .orElse(result);
  }

  private static Result judge(Result result, ExpectedFailure expected) {
    if (result.failures().stream().anyMatch(ExpectedFailures::isOfReports)) {
      return result;
    }
    return switch (result.verdict()) {
      case DISAGREE ->
        turned(
            result,
            Verdict.AGREE,
            "fails as expected until " + quoted(expected) + ": " + result.reason(),
            List.of(),
            result.failures());
      case AGREE -> {
        Failure failure = holds(expected);
        yield turned(result, Verdict.DISAGREE, failure.message(), List.of(failure), List.of());
      }
      case NOT_APPLICABLE, UNSUPPORTED, COULD_NOT_JUDGE, CRASH, TIMEOUT -> result;
    };
  }

  /** Reports that contradict each other are no check that will hold some day. */
  private static boolean isOfReports(Failure failure) {
    return failure.observables().contains(Observable.REPORT);
  }

  private static Failure holds(ExpectedFailure expected) {
    return new Failure(
        expected.origin(),
        "expected to fail until " + quoted(expected) + ", but it agrees now: remove the clause",
        "a check that fails",
        "every check holds",
        "",
        Set.of());
  }

  private static String quoted(ExpectedFailure expected) {
    return '"' + expected.until() + '"';
  }

  private static Result turned(
      Result result,
      Verdict verdict,
      String reason,
      List<Failure> failures,
      List<Failure> expectedFailures) {
    return new Result(
        result.heading(),
        result.provider(),
        result.profile(),
        verdict,
        reason,
        failures,
        expectedFailures,
        result.known(),
        result.waived(),
        result.checksReached(),
        result.checksOutOfScope());
  }
}
