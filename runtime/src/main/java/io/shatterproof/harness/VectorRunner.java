package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.List;

/** Runs vectors on one implementation: once for each profile that both know. */
public final class VectorRunner {
  private final P2mProvider provider;

  /**
   * Names the implementation.
   *
   * @param timeout how long one run of one vector may take
   */
  public VectorRunner(P2mProvider provider, Duration timeout) {
    this.provider = provider;
  }

  /** Runs a vector; one result for each profile, at least one. Never throws for what it meets. */
  public List<Result> run(ConformanceVector vector) {
    return List.of(Trial.start(vector.heading(), vector.setup(), provider, "").finish());
  }
}
