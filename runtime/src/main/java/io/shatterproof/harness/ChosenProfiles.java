package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import java.util.List;

/** An implementation that claims only some of its profiles, so that vectors are run as these alone. */
public final class ChosenProfiles extends ForwardingProvider {
  private final List<String> profiles;

  /**
   * Chooses.
   *
   * @param profiles some of those that {@code provider} claims, in its order
   */
  public ChosenProfiles(P2mProvider provider, List<String> profiles) {
    super(provider);
    this.profiles = List.copyOf(profiles);
  }

  @Override
  public List<String> profiles() {
    return profiles;
  }
}
