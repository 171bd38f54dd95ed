package org.example.simulator;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.P2mSession;

/** Wrong on purpose: what a PE has looked up once, it believes for ever. */
public final class ForgetfulSimulatorProvider extends SimulatorProvider {
  @Override
  public String name() {
    return "forgetful-simulator";
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return new Simulator(platform.pes()) {
      @Override
      void invalidate(int domain, long page) {}
    };
  }
}
