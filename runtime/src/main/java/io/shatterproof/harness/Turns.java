package io.shatterproof.harness;

import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Vectors that several threads take, one at a time, and give back in any order; what came of them is
 * told in the order in which they were taken. Few are under way at once, whatever their number.
 */
final class Turns {
  /** Steps that may be under way: some thousand small vectors, or one that is larger. */
  private static final long MOST_WEIGHT = 4096;

  private final Iterator<ConformanceVector> vectors;
  private final Consumer<JudgedVector> consumer;
  private final Object taking = new Object(); // whoever takes; the iterator knows one thread only
  private final ReentrantLock telling = new ReentrantLock();
  private final Deque<Turn> underWay = new ArrayDeque<>(); // this and what follows: under `this`
  private long weight;
  private boolean waitsForRoom;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * Nothing has been taken yet.
   *
   * @param vectors asked by one thread at a time, whichever that is
   * @param consumer told by one thread at a time, whichever that is
   */
  Turns(Iterator<ConformanceVector> vectors, Consumer<JudgedVector> consumer) {
    this.vectors = vectors;
    this.consumer = consumer;
  }

  /** The next vector; none behind the last. Waits until few enough are under way. */
  @Nullable
  Turn take() throws InterruptedException {
    synchronized (taking) {
      if (!awaitRoom()) {
        return null;
      }
      try {
        if (vectors.hasNext()) {
          return begin(new Turn(vectors.next()));
        }
        end();
      } catch (Throwable ofSource) { // is told to whoever waits for all of them
        fail(ofSource);
      }
      return null;
    }
  }

  /** False if nothing is to be taken any more. */
  private synchronized boolean awaitRoom() throws InterruptedException {
    while (!ended && weight >= MOST_WEIGHT) {
      waitsForRoom = true;
      wait();
    }
    waitsForRoom = false;
    return !ended;
  }

  /** Nothing, if there was an end while the source was asked. */
  private synchronized @Nullable Turn begin(Turn turn) {
    if (ended) {
      return null;
    }
    underWay.add(turn);
    weight += turn.weight();
    return turn;
  }

  /** A vector has all its results: tells them, and those behind it, if none is open before it. */
  void complete(Turn turn) {
    synchronized (this) {
      weight += turn.weightOfResults();
      turn.complete();
    }
    // Whoever tells at the moment looks again afterwards, so nobody waits for the lock.
    while (hasToTell() && telling.tryLock()) {
      try {
        tell();
      } finally {
        telling.unlock();
      }
    }
  }

  private synchronized boolean hasToTell() {
    Turn first = underWay.peekFirst();
    return first != null && first.isComplete();
  }

  private void tell() {
    for (Turn turn = firstComplete(); turn != null; turn = firstComplete()) {
      try {
        consumer.accept(turn.judged());
      } catch (Throwable ofConsumer) { // is told to whoever waits for all of them
        giveUp(ofConsumer);
        return;
      }
      remove(turn);
    }
  }

  private synchronized @Nullable Turn firstComplete() {
    return hasToTell() ? underWay.peekFirst() : null;
  }

  private synchronized void remove(Turn turn) {
    underWay.pollFirst();
    weight -= turn.weight() + (long) turn.weightOfResults();
    if (isOver() || (waitsForRoom && weight < MOST_WEIGHT / 2)) { // to wake a thread is dear
      notifyAll();
    }
  }

  /** Nothing is taken any more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing is taken any more, since this happened; what was taken is told. */
  synchronized void fail(Throwable why) {
    failure = failure == null ? why : failure;
    end();
  }

  private synchronized void giveUp(Throwable why) {
    underWay.clear();
    fail(why);
  }

  /** Whether everything was told; waits so long at most. */
  synchronized boolean awaitEnd(long nanos) throws InterruptedException {
    if (!isOver()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1));
    }
    return isOver();
  }

  private boolean isOver() {
    return ended && underWay.isEmpty();
  }

  /** What ended it, if it was not the last vector. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }
}
