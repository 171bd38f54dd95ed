package io.shatterproof.vector;

import java.util.List;

/**
 * One self-contained test.
 *
 * @param given steps that arrange and are not observed
 * @param phases at least one
 */
public record ConformanceVector(
    Heading heading, Setup setup, List<Step> given, List<Phase> phases) {
  public ConformanceVector {
    given = List.copyOf(given);
    phases = List.copyOf(phases);
  }

  /** How many checks there are in it: what {@link Heading#checks} has to say. */
  public int checks() {
    int checks = heading.knownFailures().size();
    for (Step step : given) {
      checks += step.checks();
    }
    for (Phase phase : phases) {
      checks += phase.meanwhile().size() + phase.then().size();
      for (Step step : phase.when()) {
        checks += step.checks();
      }
    }
    return checks;
  }
}
