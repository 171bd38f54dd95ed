package io.shatterproof.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does work on another thread, so that work which takes too long can be left behind.
 *
 * <p>Threads are used again, except for those that work was left behind on: to start one for each
 * vector took longer than to judge it.
 */
final class Abandonable {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(action -> {
    Thread thread = new Thread(action, "judged vector");
    thread.setDaemon(true);
    return thread;
  });

  private Abandonable() {}

  /** The answer; if none comes in time, the work is interrupted and left behind. */
  static <T> T get(Callable<T> work, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    Future<T> future = THREADS.submit(work);
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      future.cancel(true);
      throw e;
    }
  }
}
