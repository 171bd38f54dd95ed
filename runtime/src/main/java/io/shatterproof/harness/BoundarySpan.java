package io.shatterproof.harness;

/** Boundaries of a phase that follow each other; none if the last one is before the first one. */
record BoundarySpan(int first, int last) {
  /** No boundary at all. */
  static final BoundarySpan NONE = new BoundarySpan(0, -1);

  boolean isEmpty() {
    return last < first;
  }
}
