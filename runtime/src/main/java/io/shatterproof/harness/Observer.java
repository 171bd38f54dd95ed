package io.shatterproof.harness;

import io.shatterproof.arch.GuestAccess;
import io.shatterproof.vector.Expectation;
import java.util.OptionalInt;

/**
 * An access that is looked at at every boundary of a phase.
 *
 * @param domain in whose guest; empty for bare tables
 */
record Observer(int pe, OptionalInt domain, GuestAccess access) {
  static Observer of(Expectation.AccessSees expected) {
    return new Observer(expected.pe(), expected.domain(), expected.access());
  }

  static Observer of(Expectation.NeverAfter expected) {
    return new Observer(expected.pe(), expected.domain(), expected.access());
  }
}
