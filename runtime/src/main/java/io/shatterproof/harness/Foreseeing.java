package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.List;

/**
 * An implementation that gains from hearing of vectors before it is their turn: one that works while
 * earlier ones are judged. It may be asked by several threads at once.
 */
public interface Foreseeing extends P2mProvider {

  /**
   * Begins with a vector, and does not wait. Whoever asks begins a few dozen vectors ahead, and takes
   * the results of every one that it began, in the same order or nearly so.
   *
   * @param timeout how long one run may take, from the moment at which its result is asked for
   */
  PendingRun begin(ConformanceVector vector, Duration timeout);

  /** A vector that was begun. */
  @FunctionalInterface
  interface PendingRun {
    /** What {@link VectorRunner#run} would return; waits for it. Asked once. */
    List<Result> results();
  }
}
