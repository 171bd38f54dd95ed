package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A vector on its way through a campaign, run after run. Used by one thread at a time: who has settled
 * the last run has it.
 */
final class Turn {
  /** So many characters of what failed weigh as much as a step. */
  private static final int CHARACTERS_OF_STEP = 256;

  private final ConformanceVector vector;
  private final List<Result> results = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();
  private @Nullable List<String> profiles;
  private volatile boolean complete;

  Turn(ConformanceVector vector) {
    this.vector = vector;
  }

  /** What came of it. */
  JudgedVector judged() {
    return new JudgedVector(vector, results, nanos);
  }

  /**
   * Begins the next run.
   *
   * @param nanoTime the time by which the implementation is timed
   */
  VectorRun next(P2mProvider provider, LongSupplier nanoTime) {
    return new VectorRun(provider, vector, profiles, results.size(), nanoTime);
  }

  /** What came of the run that was begun last; whether there are more. */
  boolean add(VectorRun run, Result result) {
    results.add(result);
    nanos.add(System.nanoTime() - run.startNanos());
    profiles = run.profiles();
    return results.size() < profiles.size();
  }

  /** Nobody waits for the run that was begun last, nor for those behind it. */
  void interrupt(VectorRun run) {
    while (add(run, run.interrupted(results.size()))) {
      // one result for each profile
    }
  }

  /** Nothing is added any more. */
  void complete() {
    complete = true;
  }

  boolean isComplete() {
    return complete;
  }

  /** How much memory the vector takes, in steps. */
  int weight() {
    int steps = 1 + vector.given().size();
    for (Phase phase : vector.phases()) {
      steps += phase.when().size() + phase.meanwhile().size() + phase.then().size();
    }
    return steps;
  }

  /** How much memory its results take, in steps. */
  int weightOfResults() {
    long characters = 0;
    for (Result result : results) {
      for (Failure failure : result.failures()) {
        characters += failure.details().length() + failure.actual().length();
      }
    }
    return (int) Math.min(Integer.MAX_VALUE / 2, characters / CHARACTERS_OF_STEP);
  }
}
