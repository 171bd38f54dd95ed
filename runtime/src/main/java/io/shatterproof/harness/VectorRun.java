package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a vector as one profile. Whoever settles it first, the thread that runs it or the one
 * that has waited long enough, says what came of it.
 */
final class VectorRun {
  private final P2mProvider provider;
  private final ConformanceVector vector;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final long startNanos = System.nanoTime();
  private final ImplementationClock clock;
  private volatile @Nullable Thread runner;
  private @Nullable Lateness lateness; // of whoever waits
  private final @Nullable List<String> known;
  private final int number;
  private volatile String name = "?"; // until the implementation has told it
  private volatile List<String> told = List.of();
  private volatile @Nullable Trial running; // asked how far it came, where it takes too long

  /**
   * A run that begins now.
   *
   * @param known the profiles that the vector is run as; absent for the first run, which asks
   * @param number which of them, from 0
   * @param nanoTime the time by which the implementation is timed
   */
  VectorRun(
      P2mProvider provider,
      ConformanceVector vector,
      @Nullable List<String> known,
      int number,
      LongSupplier nanoTime) {
    this.clock = new ImplementationClock(nanoTime);
    this.provider = provider;
    this.vector = vector;
    this.known = known;
    this.number = number;
  }

  /** When it began, by {@link System#nanoTime}. */
  long startNanos() {
    return startNanos;
  }

  /** Whether the implementation has had its time; asked by whoever waits, and by nobody else. */
  boolean isLate(long timeoutNanos) {
    Thread thread = runner;
    if (clock.nanos() < timeoutNanos || thread == null) {
      return false;
    }
    if (lateness == null) {
      lateness = new Lateness(timeoutNanos, System::nanoTime, () -> ProcessorTime.nanosOf(thread));
    }
    return lateness.isLate();
  }

  /** How long the implementation has worked on it. */
  long nanosOfImplementation() {
    return clock.nanos();
  }

  /** Says that the caller tells what came of it; false if somebody else did. */
  boolean settle() {
    return settled.compareAndSet(false, true);
  }

  /**
   * The profiles that the vector is run as; none as long as the implementation has told nothing.
   */
  List<String> profiles() {
    return known == null ? told : known;
  }

  /** Runs it. Never throws for what it meets. */
  Result judge() {
    clock.bind();
    runner = Thread.currentThread();
    try {
      name = GuardedSession.guarded("name", provider::name);
      if (known == null) {
        told = Profiles.toRun(vector.heading(), provider);
      }
      try (Trial trial =
          Trial.start(vector.heading(), vector.setup(), provider, profileOf(number))) {
        running = trial;
        return trial.replay(vector);
      }
    } catch (ProviderCrashedException crash) {
      return crash.result(vector.heading(), name, profileOf(number));
    } catch (Throwable ofJudge) { // errors too: of the vectors behind it each needs a result
      return unjudged(number, Verdict.COULD_NOT_JUDGE, "the judge failed: " + ofJudge);
    } finally {
      running = null;
      clock.unbind();
    }
  }

  /** What it comes to if nobody waits any longer. */
  Result late(Duration timeout) {
    return unjudged(
        number, Verdict.TIMEOUT, "no answer within " + timeout.toMillis() + " ms" + progress());
  }

  /** What it comes to if implementation and judge take so long that nobody waits any longer. */
  Result unfinished(Duration longest) {
    return unjudged(
        number,
        Verdict.COULD_NOT_JUDGE,
        "the run was not done within " + longest.toSeconds()
            + " s, in which the implementation worked "
            + Duration.ofNanos(nanosOfImplementation()).toSeconds() + " s" + progress());
  }

  /** What one of the runs of the vector comes to if whoever waits is to stop waiting. */
  Result interrupted(int run) {
    return unjudged(run, Verdict.COULD_NOT_JUDGE, "the run was interrupted");
  }

  /** How many orders of what several PEs do were tried, if that is what took so long. */
  private String progress() {
    Trial late = running;
    return late == null
        ? ""
        : late.explored()
            .map(explored -> ": the PEs reach more than the " + explored.states()
                + " states that were visited in " + explored.orders()
                + " orders; allow more time, or let the PEs do less at once")
            .orElse("");
  }

  private String profileOf(int run) {
    return run < profiles().size() ? profiles().get(run) : Profiles.NONE;
  }

  private Result unjudged(int run, Verdict verdict, String reason) {
    return Result.unjudged(vector.heading(), name, profileOf(run), verdict, reason, List.of());
  }
}
