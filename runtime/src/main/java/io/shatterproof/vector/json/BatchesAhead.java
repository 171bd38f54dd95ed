package io.shatterproof.vector.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * The batches of a file that were read and not yet asked for, in order. Other processors that are
 * free decode them, and so does whoever asks, rather than wait.
 *
 * <p>In the queue of the pool there is never more than one task for each processor, and none, or none
 * that holds on to anything, when the file is closed: that pool may have no thread at all.
 */
final class BatchesAhead {
  private final Queue<LineBatch> batches = new ConcurrentLinkedQueue<>();
  private final ForkJoinPool pool;
  private final List<ForkJoinTask<?>> helpers = new ArrayList<>();
  private int size;
  private long bytes;

  BatchesAhead(ForkJoinPool pool) {
    this.pool = pool;
  }

  int size() {
    return size;
  }

  /** How long all lines are together. */
  long bytes() {
    return bytes;
  }

  /** Adds a batch at the end. */
  void add(LineBatch batch) {
    batches.add(batch);
    size++;
    bytes += batch.bytes();
    helpers.removeIf(ForkJoinTask::isDone);
    if (helpers.size() < pool.getParallelism()) {
      Queue<LineBatch> waiting = batches; // all that a task holds on to that is never run
      helpers.add(pool.submit(() -> waiting.forEach(LineBatch::decode)));
    }
  }

  /**
   * Takes the first batch out; empty if there is none. It is decoded here, or elsewhere while this
   * thread decodes others.
   */
  Optional<LineBatch> take() {
    LineBatch first = batches.poll();
    if (first == null) {
      return Optional.empty();
    }
    size--;
    bytes -= first.bytes();
    first.decode();
    for (LineBatch other : batches) {
      if (first.isDone()) {
        break;
      }
      other.decode();
    }
    return Optional.of(first);
  }

  /**
   * Nobody needs them any more. The pool gives back only what was submitted last: a task before one of
   * another file stays there, and will find nothing to do.
   */
  void clear() {
    batches.clear();
    size = 0;
    bytes = 0;
    for (int i = helpers.size() - 1; i >= 0; i--) {
      helpers.get(i).tryUnfork();
    }
    helpers.clear();
  }
}
