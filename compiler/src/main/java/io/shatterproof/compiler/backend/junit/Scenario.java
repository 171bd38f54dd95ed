package io.shatterproof.compiler.backend.junit;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Heading;
import java.util.List;

/**
 * Vectors of one scenario: all of its rows, or as many as one class can hold.
 *
 * @param rows at least one
 */
record Scenario(List<ConformanceVector> rows) {
  Scenario {
    rows = List.copyOf(rows);
  }

  Heading heading() {
    return rows.get(0).heading();
  }

  /** The title as written, its braces open; that of the row where there is one only. */
  String title() {
    return rows.size() == 1 ? heading().title() : heading().scenario();
  }

  /** Whether it makes more than one test, whatever implementation it runs on. */
  boolean isDynamic() {
    return rows.size() > 1 || heading().profiles().size() > 1;
  }
}
