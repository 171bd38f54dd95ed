package io.shatterproof.compiler;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work that is done once: on another processor if one is free, or else by whoever needs it first.
 *
 * @param <T> what comes of it
 */
final class SharedWork<T> {
  private final FutureTask<T> task;

  private SharedWork(Supplier<T> work) {
    this.task = new FutureTask<>(work::get);
  }

  /** Offers work to other processors. */
  static <T> SharedWork<T> offer(Supplier<T> work) {
    SharedWork<T> shared = new SharedWork<>(work);
    ForkJoinPool.commonPool().execute(shared.task);
    return shared;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Does the work, unless somebody has begun it. */
  void help() {
    task.run();
  }

  /** What came of it, done here if nobody has begun it. */
  T result() {
    help();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another thread did the work", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the work ended with " + e.getCause(), e.getCause());
    }
  }
}
