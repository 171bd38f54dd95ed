package io.shatterproof.machine;

import java.util.ArrayList;
import java.util.List;

/** The inconsistencies in order; of a flood only the first are kept. */
final class InconsistencyLog {
  private static final int LIMIT = 1000;

  private final List<Inconsistency> kept = new ArrayList<>();

  void add(long event, String message) {
    if (kept.size() < LIMIT) {
      kept.add(new Inconsistency(event, message));
    } else if (kept.size() == LIMIT) {
      kept.add(new Inconsistency(event, "more inconsistencies than are kept"));
    }
  }

  List<Inconsistency> list() {
    return List.copyOf(kept);
  }
}
