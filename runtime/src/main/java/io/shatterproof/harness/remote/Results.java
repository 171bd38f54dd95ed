package io.shatterproof.harness.remote;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;

/** Results that say more of what became of a program. */
final class Results {
  private Results() {}

  /** The same, with how far the program came if it was too slow. */
  static Result late(Result result, String progress) {
    return result.verdict() == Verdict.TIMEOUT
        ? with(result, Verdict.TIMEOUT, result.reason() + progress)
        : result;
  }

  /** The program failed, and this vector is the last one that may know why. */
  static Result crashed(Result result, String failure) {
    return with(
        result,
        Verdict.CRASH,
        "among several vectors one behind the other, each of which passes alone, " + failure);
  }

  /** What was found does not count, since something stood in the way of the judge. */
  static Result unjudged(Result result, String obstacle) {
    return with(result, Verdict.COULD_NOT_JUDGE, obstacle);
  }

  private static Result with(Result result, Verdict verdict, String reason) {
    return new Result(
        result.heading(),
        result.provider(),
        result.profile(),
        verdict,
        reason,
        result.failures(),
        result.expectedFailures(),
        result.known(),
        result.waived(),
        result.checksReached(),
        result.checksOutOfScope());
  }
}
