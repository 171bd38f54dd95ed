package io.shatterproof.machine.brute;

import java.util.Locale;
import java.util.SortedSet;

/** How large what was compared is. */
final class Tally {
  private long boundaries;
  private long states;
  private long mostStates;
  private long sets;
  private long members;
  private long largerThanOne;
  private long wild;
  private long conflicts;

  void states(int count) {
    boundaries++;
    states += count;
    mostStates = Math.max(mostStates, count);
  }

  void compared(SortedSet<String> set) {
    sets++;
    members += set.size();
    largerThanOne += set.size() > 1 ? 1 : 0;
    wild += set.contains(Results.WILD) ? 1 : 0;
    conflicts += set.contains(Results.CONFLICT) ? 1 : 0;
  }

  long largerThanOne() {
    return largerThanOne;
  }

  long wild() {
    return wild;
  }

  long conflicts() {
    return conflicts;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d sets of %.2f outcomes on average, %d of them larger than one, %d with a conflict, %d"
            + " wild; %.2f states at a boundary on average, %d at most",
        sets,
        (double) members / Math.max(1, sets),
        largerThanOne,
        conflicts,
        wild,
        (double) states / Math.max(1, boundaries),
        mostStates);
  }
}
