package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs vectors on one implementation: once for each profile that both know. */
public final class VectorRunner {
  private final P2mProvider provider;
  private final Duration timeout;

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
    for (String profile : Profiles.toRun(vector.heading(), provider)) {
      results.add(runInTime(vector, profile));
    }
    return results;
  }

  private Result runInTime(ConformanceVector vector, String profile) {
    FutureTask<Result> run = new FutureTask<>(() -> run(vector, profile));
    Thread worker = new Thread(run, "vector " + vector.heading().id());
    worker.setDaemon(true);
    worker.start();
    try {
      return run.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      run.cancel(true);
      return unjudged(
          vector, profile, Verdict.TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException interrupted) {
      run.cancel(true);
      Thread.currentThread().interrupt();
      return unjudged(vector, profile, Verdict.COULD_NOT_JUDGE, "the run was interrupted");
    } catch (ExecutionException failed) {
      return unjudged(
          vector, profile, Verdict.COULD_NOT_JUDGE, "the judge failed: " + failed.getCause());
    }
  }

  private Result run(ConformanceVector vector, String profile) {
    try (Trial trial = Trial.start(vector.heading(), vector.setup(), provider, profile)) {
      vector.given().forEach(trial::given);
      for (Phase phase : vector.phases()) {
        trial.beginPhase();
        phase.when().forEach(trial::when);
        phase.then().forEach(trial::then);
      }
      return trial.finish();
    }
  }

  private Result unjudged(
      ConformanceVector vector, String profile, Verdict verdict, String reason) {
    return new Result(
        vector.heading(), provider.name(), profile, verdict, reason, List.of(), List.of(), 0, 0);
  }
}
