package io.shatterproof.results;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came of one run of a vector, as it goes into files.
 *
 * @param vector which vector of the whole set it is, from 1; the runs of one vector share it
 * @param id of the vector
 * @param at place of its scenario
 * @param profile the profile it ran as; may be empty
 * @param reason why the verdict is what it is; may be empty
 * @param checks checks that were judged
 * @param outOfScope checks that do not apply to the profile
 * @param failures at most {@link #MOST_FAILURES}
 * @param moreFailures how many were left out
 * @param knownFailure where a failure that is known is told of; empty if it is not known
 * @param micros how long it took, where that was asked for
 */
public record RunResult(
    long vector,
    String id,
    String title,
    String at,
    String profile,
    Verdict verdict,
    String reason,
    long checks,
    long outOfScope,
    List<FailedCheck> failures,
    long moreFailures,
    String knownFailure,
    OptionalLong micros) {
  /** Failures of one run that are told. */
  public static final int MOST_FAILURES = 100;

  public RunResult {
    failures = List.copyOf(failures);
  }

  /**
   * Of a run.
   *
   * @param vector which vector of the whole set it is, from 1
   */
  public static RunResult of(long vector, Result result, String knownFailure, OptionalLong micros) {
    List<FailedCheck> failures =
        result.failures().stream().limit(MOST_FAILURES).map(FailedCheck::of).toList();
    return new RunResult(
        vector,
        result.heading().id(),
        result.heading().title(),
        result.heading().origin().toString(),
        result.profile(),
        result.verdict(),
        BoundedText.of(result.reason()),
        result.checksReached(),
        result.checksOutOfScope(),
        failures,
        result.failures().size() - (long) failures.size(),
        knownFailure,
        micros);
  }

  /** Whether it fails, and nobody knew that. */
  public boolean isNewFailure() {
    return verdict.isFailure() && knownFailure.isEmpty();
  }

  /** Title and profile, as one name. */
  String name() {
    return profile.isEmpty() ? title : title + " [" + profile + "]";
  }
}
