package io.shatterproof.harness.remote;

import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.JudgedVector;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs many vectors on an implementation that foresees: while one is judged, the implementation works
 * on those behind it. Memory does not grow with the number of vectors.
 */
public final class RunAhead {
  /** Vectors are handed over by so many: to wake a thread takes as long as to judge a vector. */
  private static final int AT_ONCE = 16;

  private static final int MOST_WAITING = 3; // times as many

  private final Foreseeing provider;
  private final Duration timeout;

  /**
   * Names the implementation.
   *
   * @param timeout how long the implementation may work in one run of one vector, as for {@link
   *     io.shatterproof.harness.Campaign}
   */
  public RunAhead(Foreseeing provider, Duration timeout) {
    this.provider = provider;
    this.timeout = timeout;
  }

  /**
   * Runs vectors. What the implementation does never stops it: each vector has at least one result.
   *
   * @param vectors asked by another thread than the one that calls
   * @param consumer told the results of each vector, in the order of the vectors
   * @throws InterruptedException if the calling thread is interrupted; vectors that are left are not
   *     run then
   */
  public void run(Iterator<ConformanceVector> vectors, Consumer<JudgedVector> consumer)
      throws InterruptedException {
    Beginning beginning = new Beginning(vectors);
    Thread thread = new Thread(beginning, "vectors to come");
    thread.setDaemon(true);
    thread.start();
    try {
      for (List<Begun> some = beginning.take(); !some.isEmpty(); some = beginning.take()) {
        some.forEach(begun -> consumer.accept(judged(begun)));
      }
    } finally {
      thread.interrupt();
    }
    beginning.rethrow();
  }

  /** Each of the runs is said to have taken its share of the time that was waited. */
  private static JudgedVector judged(Begun begun) {
    long start = System.nanoTime();
    List<Result> results = begun.pending().results();
    long share = (System.nanoTime() - start) / results.size();
    return new JudgedVector(begun.vector(), results, Collections.nCopies(results.size(), share));
  }

  /** Begins vectors as long as few enough wait for the judge. */
  private final class Beginning implements Runnable {
    private final Iterator<ConformanceVector> vectors;
    private final BlockingQueue<List<Begun>> begun = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile @Nullable Throwable failure;

    Beginning(Iterator<ConformanceVector> vectors) {
      this.vectors = vectors;
    }

    @Override
    public void run() {
      try {
        List<Begun> some = beginSome();
        while (!some.isEmpty()) {
          begun.put(some);
          some = beginSome();
        }
        begun.put(some);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    /** Nothing behind the last one. */
    private List<Begun> beginSome() {
      List<Begun> some = new ArrayList<>(AT_ONCE);
      try {
        while (some.size() < AT_ONCE && failure == null && vectors.hasNext()) {
          ConformanceVector vector = vectors.next();
          some.add(new Begun(vector, begin(vector)));
        }
      } catch (RuntimeException | Error ofSource) { // is told to whoever waits
        failure = ofSource;
      }
      return some;
    }

    /** Where it cannot be planned, the judge tells why. */
    private Foreseeing.PendingRun begin(ConformanceVector vector) {
      try {
        return provider.begin(vector, timeout);
      } catch (RuntimeException | Error ofPlan) {
        return () -> new VectorRunner(provider, timeout).run(vector);
      }
    }

    List<Begun> take() throws InterruptedException {
      return begun.take();
    }

    void rethrow() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  private record Begun(ConformanceVector vector, Foreseeing.PendingRun pending) {}
}
