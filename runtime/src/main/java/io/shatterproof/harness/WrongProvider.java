package io.shatterproof.harness;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;

/**
 * Another implementation, lying about everything that can be asked or seen: what a vector that can
 * fail does not agree with. It does what it is told and never crashes, and its operations succeed, so
 * that every check is reached.
 */
public final class WrongProvider extends ForwardingProvider {
  /** Its name. */
  public static final String NAME = "wrong";

  /** Lies about what {@code truth} does. */
  public WrongProvider(P2mProvider truth) {
    super(truth);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    WrongReports reports = new WrongReports(events);
    return WrongAnswers.of(super.open(platform, profile, reports.truth()), reports);
  }
}
