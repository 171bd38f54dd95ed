package org.example.simulator;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.Set;

/**
 * The simulator. It says itself what a guest access meets, and does not report how it comes to
 * that.
 */
public class SimulatorProvider implements P2mProvider {
  @Override
  public String name() {
    return "simulator";
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
    return new Simulator(platform.pes());
  }
}
