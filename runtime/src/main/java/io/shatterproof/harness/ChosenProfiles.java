package io.shatterproof.harness;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.Set;

/**
 * An implementation that claims only some of its profiles, so that vectors are run as these alone.
 *
 * @param profiles some of those that {@code provider} claims, in its order
 */
public record ChosenProfiles(P2mProvider provider, List<String> profiles) implements P2mProvider {
  public ChosenProfiles {
    profiles = List.copyOf(profiles);
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return provider.capabilities();
  }

  @Override
  public Set<Feature> features() {
    return provider.features();
  }

  @Override
  public List<KnownDefect> knownDefects(String profile) {
    return provider.knownDefects(profile);
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return provider.open(platform, profile, events);
  }
}
