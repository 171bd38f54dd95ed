package io.shatterproof.vector;

import java.util.List;

/**
 * Steps that are observed, and what must hold.
 *
 * @param when the steps
 * @param meanwhile what observers see while they happen: of {@link Expectation.AccessSees} and
 *     {@link Expectation.NeverAfter} only
 * @param then what must hold afterwards: none of these
 */
public record Phase(List<Step> when, List<Expectation> meanwhile, List<Expectation> then) {
  public Phase {
    when = List.copyOf(when);
    meanwhile = List.copyOf(meanwhile);
    then = List.copyOf(then);
  }

  /** A phase that nobody observes while it happens. */
  public Phase(List<Step> when, List<Expectation> then) {
    this(when, List.of(), then);
  }
}
