package io.shatterproof.harness.remote;

import io.shatterproof.harness.Campaign;
import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.JudgedVector;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;

/** Runs many vectors on an implementation, in the way that is quickest for it. */
public final class QuickestCampaign {
  private final P2mProvider provider;
  private final Duration timeout;
  private final int threads;

  /**
   * Names the implementation.
   *
   * @param timeout as for {@link Campaign}
   * @param threads the same, where the implementation does not foresee
   */
  public QuickestCampaign(P2mProvider provider, Duration timeout, int threads) {
    this.provider = provider;
    this.timeout = timeout;
    this.threads = threads;
  }

  /**
   * Runs vectors, as {@link RunAhead#run} or {@link Campaign#run} does.
   *
   * @throws InterruptedException if the calling thread is interrupted; vectors that are left are not
   *     run then
   */
  public void run(Iterator<ConformanceVector> vectors, Consumer<JudgedVector> consumer)
      throws InterruptedException {
    if (provider instanceof Foreseeing foreseeing) {
      new RunAhead(foreseeing, timeout).run(vectors, consumer);
    } else {
      new Campaign(provider, timeout, threads).run(vectors, consumer);
    }
  }
}
