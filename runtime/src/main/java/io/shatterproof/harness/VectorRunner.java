package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs vectors on one implementation: once for each profile that both know. */
public final class VectorRunner {
  private final P2mProvider provider;
  private final Duration timeout;
  private volatile String name = "?"; // until the implementation has told it
  private volatile @Nullable Trial running; // asked how far it came, where it takes too long

  /**
   * Names the implementation.
   *
   * @param timeout how long one run of one vector may take; a run that takes longer is abandoned
   */
  public VectorRunner(P2mProvider provider, Duration timeout) {
    this.provider = provider;
    this.timeout = timeout;
  }

  /** Runs a vector; one result for each profile, at least one. Never throws for what it meets. */
  public List<Result> run(ConformanceVector vector) {
    List<Result> results = new ArrayList<>();
    // The first run in one go with the question: to hand over work takes as long as a small vector.
    List<String> told = new CopyOnWriteArrayList<>();
    results.add(inTime(vector, () -> first(told), () -> {
      List<String> profiles = profilesToRun(vector);
      told.addAll(profiles);
      return run(vector, first(profiles));
    }));
    List<String> profiles = List.copyOf(told);
    for (String profile : profiles.subList(Math.min(1, profiles.size()), profiles.size())) {
      results.add(inTime(vector, () -> profile, () -> run(vector, profile)));
    }
    return results;
  }

  private static String first(List<String> profiles) {
    return profiles.isEmpty() ? Profiles.NONE : profiles.get(0);
  }

  private List<String> profilesToRun(ConformanceVector vector) {
    name = GuardedSession.guarded("name", provider::name);
    return GuardedSession.guarded(
        "profiles", () -> List.copyOf(Profiles.toRun(vector.heading(), provider)));
  }

  /** What the work answers, or why it does not. */
  private Result inTime(ConformanceVector vector, Supplier<String> profile, Callable<Result> work) {
    running = null;
    try {
      return Abandonable.get(work, timeout);
    } catch (TimeoutException late) {
      return unjudged(
          vector,
          profile.get(),
          Verdict.TIMEOUT,
          "no answer within " + timeout.toMillis() + " ms" + progress());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unjudged(vector, profile.get(), Verdict.COULD_NOT_JUDGE, "the run was interrupted");
    } catch (ExecutionException failed) {
      return failure(vector, profile.get(), failed.getCause());
    }
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

  private Result failure(ConformanceVector vector, String profile, @Nullable Throwable cause) {
    return cause instanceof ProviderCrashedException crash
        ? unjudged(
            vector, profile, Verdict.CRASH, "the implementation crashed in " + crash.getMessage())
        : unjudged(vector, profile, Verdict.COULD_NOT_JUDGE, "the judge failed: " + cause);
  }

  private Result run(ConformanceVector vector, String profile) {
    try (Trial trial = Trial.start(vector.heading(), vector.setup(), provider, profile)) {
      running = trial;
      return trial.replay(vector);
    } finally {
      running = null;
    }
  }

  private Result unjudged(
      ConformanceVector vector, String profile, Verdict verdict, String reason) {
    return new Result(
        vector.heading(),
        name,
        profile,
        verdict,
        reason,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        0);
  }
}
