package io.shatterproof.results;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import java.util.ArrayList;
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
 * @param trace where the implementation crashed, a line for each call; empty if it did not
 * @param checks checks that were judged
 * @param outOfScope checks that do not apply to the profile
 * @param failures the first ones, at most {@link #MOST_FAILURES}
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
    List<String> trace,
    long checks,
    long outOfScope,
    List<FailedCheck> failures,
    long moreFailures,
    String knownFailure,
    OptionalLong micros) {
  /** Failures of one run that are told. */
  public static final int MOST_FAILURES = 100;

  /** Characters of all failures of one run, so that its line is not longer than readers take. */
  static final int MOST_CHARACTERS = 400_000;

  public RunResult {
    trace = List.copyOf(trace);
    failures = List.copyOf(failures);
  }

  /**
   * Of a run.
   *
   * @param vector which vector of the whole set it is, from 1
   */
  public static RunResult of(long vector, Result result, String knownFailure, OptionalLong micros) {
    List<FailedCheck> failures = told(result.failures());
    return new RunResult(
        vector,
        result.heading().id(),
        result.heading().title(),
        result.heading().origin().toString(),
        result.profile(),
        result.verdict(),
        BoundedText.of(result.reason()),
        result.trace().stream().map(BoundedText::of).toList(),
        result.checksReached(),
        result.checksOutOfScope(),
        failures,
        result.failures().size() - (long) failures.size(),
        knownFailure,
        micros);
  }

  private static List<FailedCheck> told(List<Failure> failures) {
    List<FailedCheck> told = new ArrayList<>();
    int characters = 0;
    for (Failure failure : failures) {
      FailedCheck check = FailedCheck.of(failure);
      characters += check.characters();
      if (told.size() == MOST_FAILURES || characters > MOST_CHARACTERS) {
        break;
      }
      told.add(check);
    }
    return told;
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
