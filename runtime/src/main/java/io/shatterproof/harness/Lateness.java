package io.shatterproof.harness;

import java.util.function.LongSupplier;

/**
 * Whether a run whose time is over is late: not as long as its thread works, but gets too little of a
 * processor to have had its time.
 */
final class Lateness {
  /** Between two looks at what the thread has done. */
  static final long LOOK_NANOS = 200_000_000;

  /** A thread that gets less than that waits for something else than a processor. */
  private static final double LEAST_SHARE = 0.01;

  private final long timeoutNanos;
  private final LongSupplier nanoTime;
  private final LongSupplier processorNanos;
  private boolean hasLooked;
  private long firstTime;
  private long firstProcessor;
  private long lastTime;
  private long lastProcessor;

  /**
   * The time is over from the first look on.
   *
   * @param processorNanos how long the thread had a processor, from whatever moment; negative if
   *     it waits for something else, or nobody knows
   */
  Lateness(long timeoutNanos, LongSupplier nanoTime, LongSupplier processorNanos) {
    this.timeoutNanos = timeoutNanos;
    this.nanoTime = nanoTime;
    this.processorNanos = processorNanos;
  }

  /** Looks again. */
  boolean isLate() {
    long processor = processorNanos.getAsLong();
    if (processor < 0) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (!hasLooked) {
      hasLooked = true;
      firstTime = now;
      firstProcessor = processor;
    } else if (now - lastTime < LOOK_NANOS) {
      return false;
    } else if (share(processor - lastProcessor, now - lastTime) < LEAST_SHARE
        || estimate(processor, now) >= timeoutNanos) {
      return true;
    }
    lastTime = now;
    lastProcessor = processor;
    return false;
  }

  /** What it had of a processor in all, if it had the same share before the first look. */
  private double estimate(long processor, long now) {
    return share(processor - firstProcessor, now - firstTime) * timeoutNanos
        + (processor - firstProcessor);
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }
}
