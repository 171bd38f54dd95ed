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
 * A white box: it has translation tables, and reports whatever it does to them. The judge walks the
 * tables itself, and watches whether break-before-make is kept.
 */
public final class PageTablesProvider implements P2mProvider {
  @Override
  public String name() {
    return "page-tables";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.P2M, Capability.EVENTS, Capability.DESCRIPTORS, Capability.MULTI_PE);
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
    return new PageTablesSession(new Machine(platform.pes(), events));
  }
}
