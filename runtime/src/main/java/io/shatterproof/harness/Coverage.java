package io.shatterproof.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What need be shown by one order of a trial only: the failure where no order shows it. */
final class Coverage {
  private final Map<Key, Failure> missing = new LinkedHashMap<>();
  private final Set<Key> shown = new HashSet<>();

  /**
   * Something to be shown.
   *
   * @param phase number of the phase it is about
   * @param subject what asks for it
   * @param what which of the things it asks for
   */
  record Key(int phase, Object subject, String what) {}

  /** An order shows it. */
  void show(Key key) {
    shown.add(key);
  }

  boolean isShown(Key key) {
    return shown.contains(key);
  }

  /** An order does not show it; the failure of the first such order is asked for. */
  void miss(Key key, Supplier<Failure> failure) {
    if (!missing.containsKey(key)) {
      missing.put(key, failure.get());
    }
  }

  /** What no order shows. */
  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    missing.forEach((key, failure) -> {
      if (!shown.contains(key)) {
        failures.add(failure);
      }
    });
    return failures;
  }
}
