package io.shatterproof.results;

import io.shatterproof.harness.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** Runs counted by their results. */
public final class Totals {
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private long vectors;
  private long runs;
  private final Map<Verdict, Long> known = new EnumMap<>(Verdict.class);
  private long lastVector;

  /** Counts a run; those of one vector stand one behind the other. */
  public void add(RunResult result) {
    vectors += result.vector() == lastVector ? 0 : 1;
    lastVector = result.vector();
    runs++;
    verdicts.merge(result.verdict(), 1L, Long::sum);
    if (!result.knownFailure().isEmpty()) {
      known.merge(result.verdict(), 1L, Long::sum);
    }
  }

  /** Vectors with at least one run. */
  public long vectors() {
    return vectors;
  }

  public long runs() {
    return runs;
  }

  /** Runs with this result, known failures included. */
  public long of(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  /** Runs that failed as it is known of them. */
  public long knownFailures() {
    return known.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Runs that failed with this result, and nobody knew that. */
  public long newFailuresOf(Verdict verdict) {
    return of(verdict) - known.getOrDefault(verdict, 0L);
  }

  /** Runs that failed, and nobody knew that. */
  public long newFailures() {
    long failures = 0;
    for (Verdict verdict : Verdict.values()) {
      failures += verdict.isFailure() ? newFailuresOf(verdict) : 0;
    }
    return failures;
  }
}
