package io.shatterproof.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence shorter and its steps simpler as long as it still fails. */
final class SequenceShrinker {
  private static final int MOST_ATTEMPTS = 400;

  private final Predicate<List<Operation>> fails;
  private List<Operation> smallest;
  private int attempts;

  private SequenceShrinker(List<Operation> failing, Predicate<List<Operation>> fails) {
    this.smallest = failing;
    this.fails = fails;
  }

  /** The smallest failing sequence that was found. */
  static List<Operation> shrink(List<Operation> failing, Predicate<List<Operation>> fails) {
    SequenceShrinker shrinker = new SequenceShrinker(failing, fails);
    while (shrinker.removeSteps() || shrinker.simplifySteps()) {
      // Each round begins again with what the last has made.
    }
    return shrinker.smallest;
  }

  private boolean removeSteps() {
    boolean shrunk = false;
    for (int chunk = Math.max(1, smallest.size() / 2); chunk > 0; chunk /= 2) {
      for (int at = smallest.size() - chunk; at >= 0; at--) {
        if (at + chunk <= smallest.size()) {
          shrunk |= isSmaller(with(at, chunk, List.of()));
        }
      }
    }
    return shrunk;
  }

  private boolean simplifySteps() {
    for (int at = 0; at < smallest.size(); at++) {
      for (List<Operation> simpler : smallest.get(at).simpler()) {
        if (isSmaller(with(at, 1, simpler))) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Operation> with(int at, int removed, List<Operation> put) {
    List<Operation> changed = new ArrayList<>(smallest.subList(0, at));
    changed.addAll(put);
    changed.addAll(smallest.subList(at + removed, smallest.size()));
    return changed;
  }

  private boolean isSmaller(List<Operation> candidate) {
    boolean taken = !candidate.isEmpty() && attempts++ < MOST_ATTEMPTS && fails.test(candidate);
    if (taken) {
      smallest = candidate;
    }
    return taken;
  }
}
