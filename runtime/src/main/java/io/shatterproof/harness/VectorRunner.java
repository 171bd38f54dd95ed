package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs single vectors on one implementation; {@link Campaign} runs many, and faster. */
public final class VectorRunner {
  private final P2mProvider provider;
  private final Campaign campaign;

  /**
   * Names the implementation.
   *
   * @param timeout how long the implementation may work in one run of one vector, as for {@link
   *     Campaign}
   */
  public VectorRunner(P2mProvider provider, Duration timeout) {
    this.provider = provider;
    this.campaign = new Campaign(provider, timeout, 1);
  }

  /** Runs a vector; one result for each profile, at least one. Never throws for what it meets. */
  public List<Result> run(ConformanceVector vector) {
    List<Result> all = new ArrayList<>();
    try {
      campaign.run(List.of(vector).iterator(), judged -> all.addAll(judged.results()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      if (all.isEmpty()) { // not even begun
        all.add(new VectorRun(provider, vector, List.of(), 0, System::nanoTime).interrupted(0));
      }
    }
    return all;
  }

  /**
   * The same on the calling thread, without a limit: for an implementation that has done its work
   * already, so that nobody has to look at the clock.
   */
  public List<Result> runUnwatched(ConformanceVector vector) {
    Turn turn = new Turn(vector);
    VectorRun run = turn.next(provider, System::nanoTime);
    while (turn.add(run, run.judge())) {
      run = turn.next(provider, System::nanoTime);
    }
    return turn.judged().results();
  }
}
