package io.shatterproof.reference;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How often each situation was met. */
final class Coverage {
  private final Map<Situation, Integer> counts = new EnumMap<>(Situation.class);

  void met(Situation situation) {
    counts.merge(situation, 1, Integer::sum);
  }

  /** Those of {@code wanted} that were never met. */
  Set<Situation> missing(Set<Situation> wanted) {
    Set<Situation> missing = EnumSet.copyOf(wanted);
    missing.removeAll(counts.keySet());
    return missing;
  }

  void add(Coverage other) {
    other.counts.forEach((situation, count) -> counts.merge(situation, count, Integer::sum));
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
