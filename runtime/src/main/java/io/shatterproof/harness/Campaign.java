package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs many vectors on one implementation, several at once: each once for each profile that both know.
 *
 * <p>Each thread takes a vector, runs it and takes the next, so that nothing is handed over. Whoever
 * asked for the campaign waits, and leaves behind threads whose run takes too long: others go on in
 * their place. Memory does not grow with the number of vectors.
 */
public final class Campaign {
  /**
   * Used again, except for those that were left behind: to start one takes longer than to judge.
   */
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(action -> {
    Thread thread = new Thread(action, "judged vector");
    thread.setDaemon(true);
    return thread;
  });

  private static final Duration LONGEST = Duration.ofDays(100 * 365);
  private static final Duration LEAST_BETWEEN_LOOKS = Duration.ofMillis(1);
  private static final Duration MOST_BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final int LOOKS_IN_TIMEOUT = 100;

  /**
   * So many times the time of the implementation is there for all, but never less than a minute.
   */
  private static final int SHARE_OF_JUDGE = 10;

  private static final Duration LEAST_FOR_ALL = Duration.ofMinutes(1);

  private final P2mProvider provider;
  private final Duration timeout;
  private final Duration longest;
  private final int threads;

  /**
   * Names the implementation.
   *
   * @param timeout how long the implementation may work in one run of one vector; a run in which it
   *     works longer is abandoned. What the judge does is not counted, but a run of more than ten
   *     times that, and of more than a minute, is abandoned, too
   * @param threads how many vectors may be run at once; an implementation may allow fewer
   */
  public Campaign(P2mProvider provider, Duration timeout, int threads) {
    this(provider, timeout, forAll(timeout), threads);
  }

  /**
   * Names the implementation.
   *
   * @param longest how long one run of one vector may take with all that the judge does
   */
  Campaign(P2mProvider provider, Duration timeout, Duration longest, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread runs vectors, not " + threads);
    }
    this.provider = provider;
    this.timeout = atMost(LONGEST, timeout);
    this.longest = atMost(LONGEST, longest);
    this.threads = threads;
  }

  private static Duration forAll(Duration timeout) {
    Duration all = atMost(LONGEST, timeout).multipliedBy(SHARE_OF_JUDGE);
    return all.compareTo(LEAST_FOR_ALL) < 0 ? LEAST_FOR_ALL : all;
  }

  private static Duration atMost(Duration most, Duration duration) {
    return duration.compareTo(most) < 0 ? duration : most;
  }

  /**
   * Runs vectors. What the implementation does never stops it: each vector has at least one result.
   *
   * @param vectors asked by one thread at a time, not always the same
   * @param consumer told the results of each vector, in the order of the vectors, by one thread at a
   *     time, not always the same
   * @throws InterruptedException if the calling thread is interrupted: vectors under way could not be
   *     judged then, and no others are taken
   */
  public void run(Iterator<ConformanceVector> vectors, Consumer<JudgedVector> consumer)
      throws InterruptedException {
    new Execution(new Turns(vectors, consumer)).run();
  }

  /** How fine the time is that an implementation works. */
  private Duration betweenLooks() {
    Duration part = timeout.dividedBy(LOOKS_IN_TIMEOUT);
    return atMost(
        MOST_BETWEEN_LOOKS, part.compareTo(LEAST_BETWEEN_LOOKS) < 0 ? LEAST_BETWEEN_LOOKS : part);
  }

  /** Whether the implementation allows one more session at once than so many. */
  private boolean isAllowedBeside(int others) {
    try {
      return provider.concurrentSessions() > others;
    } catch (Throwable unknown) { // each vector will tell
      return false;
    }
  }

  /** What is under way. */
  private final class Execution {
    private final Turns turns;
    private final Ticks ticks = new Ticks();
    private final List<Worker> workers = new ArrayList<>(); // of the thread that waits
    private volatile boolean stopping;

    Execution(Turns turns) {
      this.turns = turns;
    }

    void run() throws InterruptedException {
      try {
        start();
        while (!turns.awaitEnd(betweenLooks().toNanos())) {
          ticks.tick();
          leaveBehindWhoIsLate();
        }
      } catch (InterruptedException e) {
        stop();
        throw e;
      } finally {
        workers.forEach(Worker::cancel); // whoever gave up does not wait for them
      }
      rethrow(turns.failure());
    }

    private void start() {
      for (int i = 0; i < threads; i++) {
        workers.add(new Worker(i, null));
      }
      workers.forEach(Worker::start);
    }

    private long nanosLeftForAll(VectorRun run) {
      return run.startNanos() + longest.toNanos() - System.nanoTime();
    }

    private void leaveBehindWhoIsLate() {
      for (int i = 0; i < workers.size(); i++) {
        Worker worker = workers.get(i);
        VectorRun run = worker.current;
        if (run == null) {
          continue;
        }
        boolean isLate = run.isLate(timeout.toNanos());
        if ((isLate || nanosLeftForAll(run) <= 0) && run.settle()) {
          Worker fresh = new Worker(worker.number, worker.turn);
          boolean goesOn = fresh.turn != null
              && fresh.turn.add(run, isLate ? run.late(timeout) : run.unfinished(longest));
          if (!goesOn) {
            fresh.finishTurn();
          }
          worker.cancel();
          workers.set(i, fresh);
          fresh.start();
        }
      }
    }

    /** Nobody waits any longer: each vector under way has its results at once. */
    private void stop() {
      stopping = true;
      turns.end();
      for (Worker worker : workers) {
        VectorRun run = worker.current;
        if (run != null && run.settle()) {
          worker.interrupt(run);
        }
      }
      boolean over = false;
      while (!over) {
        try {
          over = turns.awaitEnd(Long.MAX_VALUE);
        } catch (InterruptedException again) {
          Thread.interrupted(); // nothing is left that could take long
        }
      }
    }

    /** One thread that takes vectors. */
    private final class Worker implements Runnable {
      private volatile @Nullable VectorRun current;
      private volatile @Nullable Turn turn;
      private final int number;
      private @Nullable Future<?> future;

      /**
       * A worker.
       *
       * @param number of workers before it
       * @param begun what it goes on with, if anything
       */
      Worker(int number, @Nullable Turn begun) {
        this.number = number;
        this.turn = begun;
      }

      void start() {
        future = THREADS.submit(this);
      }

      void cancel() {
        if (future != null) {
          future.cancel(true);
        }
      }

      @Override
      public void run() {
        try {
          // Asked here, since the question may hang as everything may that is asked.
          boolean goesOn = turn != null || ((number == 0 || isAllowedBeside(number)) && take());
          while (goesOn) {
            goesOn = runTurn() && take();
          }
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
          turns.fail(bug);
        }
      }

      private boolean take() throws InterruptedException {
        turn = turns.take();
        return turn != null;
      }

      /** Runs a vector to its last profile; false if somebody else goes on with it. */
      private boolean runTurn() {
        Turn mine = Objects.requireNonNull(turn);
        boolean isOpen = true;
        while (isOpen) {
          VectorRun run = mine.next(provider, ticks);
          current = run;
          if (stopping) {
            return run.settle() && interrupt(run);
          }
          Result result = run.judge();
          Thread.interrupted(); // what an implementation leaves behind is no concern of the next
          if (!run.settle()) {
            return false;
          }
          isOpen = mine.add(run, result);
        }
        finishTurn();
        return true;
      }

      /** Ends a vector before its end, with a run that the caller has settled. */
      boolean interrupt(VectorRun run) {
        if (turn != null) {
          turn.interrupt(run);
        }
        finishTurn();
        return false;
      }

      private void finishTurn() {
        current = null;
        Turn done = turn;
        turn = null;
        if (done != null) {
          turns.complete(done);
        }
      }
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
