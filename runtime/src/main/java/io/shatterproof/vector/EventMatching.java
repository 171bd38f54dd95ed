package io.shatterproof.vector;

import java.util.Locale;

/** How a list of patterns is compared with the events. */
public enum EventMatching {
  /** One event for each pattern, in this order, and no other. */
  IN_ORDER,
  /** One event for each pattern, in any order, and no other. */
  ANY_ORDER,
  /** The patterns occur in this order; other events may lie between. */
  INCLUDE;

  /** The spelling of scenarios, for example {@code in order}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
