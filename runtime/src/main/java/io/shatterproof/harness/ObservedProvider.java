package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Heading;

/** An implementation whose runs somebody looks on. */
public final class ObservedProvider extends ForwardingProvider {
  private final Observers observers;

  /** Lets somebody look on at each run of an implementation. */
  public ObservedProvider(P2mProvider provider, Observers observers) {
    super(provider);
    this.observers = observers;
  }

  /** Whoever looks on; each run has somebody of its own. */
  public interface Observers {
    /** A run of a vector begins. */
    RunObserver begin(Heading vector, String profile);
  }

  /** Who looks on at a run of an implementation. */
  static RunObserver of(P2mProvider provider, Heading vector, String profile) {
    return provider instanceof ObservedProvider observed
        ? observed.observers.begin(vector, profile)
        : RunObserver.NOBODY;
  }
}
