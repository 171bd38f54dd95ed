package io.shatterproof.harness;

/** A check that does not hold at a boundary of a phase. */
record Flaw(Failure failure, int boundary) {}
