package io.shatterproof.harness;

import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Heading;
import java.util.List;

/** Chooses as which profiles a vector is run on an implementation. */
public final class Profiles {

  /** The profile of a run that needs none, and of an implementation that claims none. */
  public static final String NONE = "";

  private Profiles() {}

  /**
   * Every profile that both know, sorted. If they share none, one run for the expectations of scope
   * architecture: as the first profile of the implementation, or as {@link #NONE}. Under bare tables
   * no profile makes a difference, and the run is as {@link #NONE}.
   */
  public static List<String> toRun(Heading heading, P2mProvider provider) {
    List<String> claimed = provider.profiles();
    if (heading.needs().capabilities().contains(Capability.REGIME)) {
      return List.of(NONE);
    }
    List<String> shared = heading.profiles().stream().filter(claimed::contains).toList();
    if (!shared.isEmpty()) {
      return shared;
    }
    return List.of(claimed.isEmpty() ? NONE : claimed.get(0));
  }
}
