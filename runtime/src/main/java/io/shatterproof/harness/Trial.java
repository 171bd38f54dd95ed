package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.List;

/**
 * One run of one vector on one implementation, step by step: the one judge behind the replay of
 * vectors and behind generated tests.
 *
 * <p>Order of calls: {@link #start}, then {@link #given} for each arranging step; for each phase
 * {@link #beginPhase}, {@link #when} for each step, {@link #then} for each expectation; at last
 * {@link #finish}. Failed checks are collected, not thrown. Used by one thread.
 */
public final class Trial implements AutoCloseable {

  private final Heading heading;
  private final P2mProvider provider;
  private final String profile;

  private Trial(Heading heading, P2mProvider provider, String profile) {
    this.heading = heading;
    this.provider = provider;
    this.profile = profile;
  }

  /** Opens a session and creates the domains. */
  public static Trial start(Heading heading, Setup setup, P2mProvider provider, String profile) {
    return new Trial(heading, provider, profile);
  }

  /** Does a step that is not observed. */
  public void given(Step step) {}

  /** Begins a phase: what was observed before is forgotten. */
  public void beginPhase() {}

  /** Does a step that is observed. */
  public void when(Step step) {}

  /** Judges an expectation of the phase. */
  public void then(Expectation expectation) {}

  /** Judges the standing invariants and the number of checks, and ends the session. */
  public Result finish() {
    return new Result(
        heading,
        provider.name(),
        profile,
        Verdict.COULD_NOT_JUDGE,
        "no judge yet",
        List.of(),
        List.of(),
        0,
        0);
  }

  @Override
  public void close() {}
}
