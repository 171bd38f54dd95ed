package io.shatterproof.vector;

import java.util.Locale;

/** What it means that an expectation is met or not. */
public enum ExpectationClass {
  MUST,
  MUST_NOT,
  /** A set of legal outcomes, each with its reason. */
  ONE_OF,
  /** A set of outcomes of CONSTRAINED UNPREDICTABLE behaviour. */
  CONSTRAINED,
  /** Recorded behaviour without promise: a difference is told, and is no failure. */
  QUIRK;

  /** The spelling of vectors, for example {@code one-of}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
