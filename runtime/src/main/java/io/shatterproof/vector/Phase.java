package io.shatterproof.vector;

import java.util.List;

/** Steps that are observed, and what must hold after them. */
public record Phase(List<Step> when, List<Expectation> then) {
  public Phase {
    when = List.copyOf(when);
    then = List.copyOf(then);
  }
}
