package io.shatterproof.harness;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not hold in some order of a trial: of each check the one with the fewest steps. */
final class Findings {
  private final Map<Key, Finding> shortest = new LinkedHashMap<>();

  /** The n-th finding about a subject in its order. */
  private record Key(Object subject, int nth) {}

  /** Takes what does not hold in one order. */
  void add(List<Finding> ofOrder) {
    Map<Object, Integer> times = new HashMap<>();
    for (Finding finding : ofOrder) {
      int nth = times.merge(finding.subject(), 1, Integer::sum);
      shortest.merge(new Key(finding.subject(), nth), finding, Findings::shorter);
    }
  }

  private static Finding shorter(Finding before, Finding now) {
    return now.schedule().size() < before.schedule().size() ? now : before;
  }

  boolean isEmpty() {
    return shortest.isEmpty();
  }

  List<Failure> failures() {
    return isEmpty() ? List.of() : shortest.values().stream().map(Finding::told).toList();
  }
}
