package io.shatterproof.harness;

import io.shatterproof.event.Observable;
import io.shatterproof.vector.Origin;
import java.util.Set;

/**
 * One check that does not hold.
 *
 * @param origin place of the expectation in the scenario
 * @param message what does not hold, in one line
 * @param expected as the scenario says it, possibly several lines
 * @param actual what was observed, in the same form
 * @param details more lines for a person, for example the event log with the first difference
 *     marked; may be empty
 * @param observables in which aspects they differ; empty if it is none of the implementation's
 */
public record Failure(
    Origin origin,
    String message,
    String expected,
    String actual,
    String details,
    Set<Observable> observables) {
  public Failure {
    observables = Set.copyOf(observables);
  }

  /** A failure in one aspect. */
  Failure(
      Origin origin,
      String message,
      String expected,
      String actual,
      String details,
      Observable observable) {
    this(origin, message, expected, actual, details, Set.of(observable));
  }

  /** The same with other details. */
  Failure withDetails(String other) {
    return new Failure(origin, message, expected, actual, other, observables);
  }
}
