package io.shatterproof.harness;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long an implementation has worked in one run: goes while it does, and stands while the judge
 * does.
 *
 * <p>Turned by the thread that runs the vector, whose clock it is until {@link #unbind}; read by any.
 * A thread without a clock, for example one that an implementation started, turns none.
 */
public final class ImplementationClock {
  private static final ThreadLocal<ImplementationClock> OF_THREAD = new ThreadLocal<>();
  private static final long STANDS = 0;

  private final LongSupplier nanoTime;
  private final AtomicLong before = new AtomicLong(); // stretches that are over
  private final AtomicLong since = new AtomicLong(STANDS);

  /**
   * A clock that stands at 0.
   *
   * @param nanoTime the time, asked whenever it is turned
   */
  ImplementationClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From now on it is the clock of the thread. It stands. */
  void bind() {
    OF_THREAD.set(this);
  }

  /** The thread has no clock any more; the one that it had stands. */
  void unbind() {
    turn(false);
    OF_THREAD.remove();
  }

  /** Up to now; may miss what happens at this very moment, and never counts anything twice. */
  long nanos() {
    long over = before.getAcquire(); // first: whoever stops the clock does so before he adds
    long start = since.getAcquire();
    return start == STANDS ? over : over + now() - start;
  }

  private long now() {
    long now = nanoTime.getAsLong();
    return now == STANDS ? 1 : now;
  }

  /** Returns whether it went before. */
  private boolean turn(boolean goes) {
    long start = since.getPlain();
    boolean went = start != STANDS;
    if (went != goes) {
      long now = now();
      if (goes) {
        since.setRelease(now);
      } else {
        since.setRelease(STANDS);
        before.setRelease(before.getPlain() + now - start);
      }
    }
    return went;
  }

  /** Does what the implementation does. */
  public static <T> T ofImplementation(Supplier<T> action) {
    return during(true, action);
  }

  /** Does what the judge does, though the implementation may have called it. */
  public static <T> T ofJudge(Supplier<T> action) {
    return during(false, action);
  }

  private static <T> T during(boolean goes, Supplier<T> action) {
    ImplementationClock clock = OF_THREAD.get();
    if (clock == null) {
      return action.get();
    }
    boolean went = clock.turn(goes);
    try {
      return action.get();
    } finally {
      clock.turn(went);
    }
  }

  /** The clock of the thread stands from now on; to be given back to {@link #end}. */
  static @Nullable ImplementationClock beginJudging() {
    ImplementationClock clock = OF_THREAD.get();
    return clock != null && clock.turn(false) ? clock : null;
  }

  /** A clock that went before goes again. */
  static void end(@Nullable ImplementationClock clock) {
    if (clock != null) {
      clock.turn(true);
    }
  }
}
