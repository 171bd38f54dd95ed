package io.shatterproof.results;

import io.shatterproof.event.Observable;
import io.shatterproof.harness.Failure;
import java.util.List;

/**
 * One check that does not hold.
 *
 * @param at place of the expectation in the scenario
 * @param message what does not hold, in one line
 * @param expected as the scenario says it, possibly several lines
 * @param actual what was observed, in the same form
 * @param details more lines for a person, as a rule the event log with the first difference marked; may
 *     be empty
 * @param about in which aspects they differ, sorted
 */
public record FailedCheck(
    String at, String message, String expected, String actual, String details, List<String> about) {
  public FailedCheck {
    about = List.copyOf(about);
  }

  /** Of a run, each text at most as long as one of a file may be. */
  static FailedCheck of(Failure failure) {
    return new FailedCheck(
        BoundedText.of(failure.origin().toString()),
        BoundedText.of(failure.message()),
        BoundedText.of(failure.expected()),
        BoundedText.of(failure.actual()),
        BoundedText.of(failure.details()),
        failure.observables().stream().map(Observable::word).sorted().toList());
  }

  /** How long its texts are together. */
  int characters() {
    return at.length() + message.length() + expected.length() + actual.length() + details.length();
  }
}
