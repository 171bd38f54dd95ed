package io.shatterproof.harness;

import io.shatterproof.vector.Heading;
import java.util.List;

/** The implementation under test threw something it had no right to throw. */
public final class ProviderCrashedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps what was thrown.
   *
   * @param call what the implementation was asked to do
   */
  ProviderCrashedException(String call, Throwable cause) {
    super(call + ": " + CrashTrace.textOf(cause), cause);
  }

  /** Why a run ends with it, in a line. */
  String reason() {
    return "the implementation crashed in " + getMessage();
  }

  /** Where it happened, a line for each call. */
  List<String> trace() {
    Throwable cause = getCause();
    return cause == null ? List.of() : CrashTrace.of(cause);
  }

  /**
   * What a run comes to of which nothing else is known.
   *
   * @param provider name of the implementation
   */
  public Result result(Heading heading, String provider, String profile) {
    return Result.unjudged(heading, provider, profile, Verdict.CRASH, reason(), trace());
  }
}
