package org.example.p2m;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.Set;

/**
 * A black box: nobody sees what it does inside. It answers look-ups, and says itself what a guest
 * access meets; what needs events is {@code unsupported}.
 */
public final class PageMapProvider implements P2mProvider {
  @Override
  public String name() {
    return "page-map";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.P2M, Capability.ACCESS, Capability.MULTI_PE);
  }

  @Override
  public Set<Feature> features() {
    return Set.of();
  }

  @Override
  public List<String> profiles() {
    return List.of(); // it answers for the architecture only
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return new PageMapSession();
  }
}
