package io.shatterproof.harness.remote;

import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.Result;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs many vectors on an implementation that foresees: while one is judged, the implementation works
 * on those behind it. Memory does not grow with the number of vectors.
 */
public final class RunAhead {
  private static final int MOST_AHEAD = 64;

  private final Foreseeing provider;
  private final Duration timeout;

  /**
   * Names the implementation.
   *
   * @param timeout how long one run of one vector may take; a run that takes longer is abandoned
   */
  public RunAhead(Foreseeing provider, Duration timeout) {
    this.provider = provider;
    this.timeout = timeout;
  }

  /**
   * Runs vectors. What the implementation does never stops it: each vector has at least one result.
   *
   * @param consumer told the results of each vector, in the order of the vectors
   */
  public void run(
      Iterator<ConformanceVector> vectors, BiConsumer<ConformanceVector, List<Result>> consumer) {
    Deque<Begun> ahead = new ArrayDeque<>();
    while (vectors.hasNext() || !ahead.isEmpty()) {
      while (vectors.hasNext() && ahead.size() < MOST_AHEAD) {
        ConformanceVector vector = vectors.next();
        ahead.add(new Begun(vector, provider.begin(vector, timeout)));
      }
      Begun first = ahead.remove();
      consumer.accept(first.vector(), first.pending().results());
    }
  }

  private record Begun(ConformanceVector vector, Foreseeing.PendingRun pending) {}
}
