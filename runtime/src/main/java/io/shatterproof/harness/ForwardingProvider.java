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

/** An implementation that is another one, but for what a subclass overrides. */
public abstract class ForwardingProvider implements P2mProvider {
  private final P2mProvider provider;

  protected ForwardingProvider(P2mProvider provider) {
    this.provider = provider;
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
  public List<String> profiles() {
    return provider.profiles();
  }

  @Override
  public List<KnownDefect> knownDefects(String profile) {
    return provider.knownDefects(profile);
  }

  @Override
  public int concurrentSessions() {
    return provider.concurrentSessions();
  }

  @Override
  public boolean knowsAllOutcomes() {
    return provider.knowsAllOutcomes();
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return provider.open(platform, profile, events);
  }
}
