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
}
