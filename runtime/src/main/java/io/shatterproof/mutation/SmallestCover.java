package io.shatterproof.mutation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The fewest sets that together contain everything that all of them contain: exact, by branch and
 * bound, unless that takes too many steps; then the best that was found.
 */
final class SmallestCover {
  private static final int MOST_STEPS = 200_000;

  private final List<BitSet> sets;
  private List<Integer> best = List.of();
  private int steps;

  private SmallestCover(List<BitSet> sets) {
    this.sets = sets;
  }

  /**
   * What was found.
   *
   * @param chosen indices of the sets, ascending
   * @param proven whether there are no fewer
   */
  record Cover(List<Integer> chosen, boolean proven) {}

  /** The same for the same sets in the same order. */
  static Cover of(List<BitSet> sets) {
    SmallestCover search = new SmallestCover(sets);
    BitSet open = new BitSet();
    sets.forEach(open::or);
    search.best = search.greedy(open);
    search.extend(new ArrayList<>(), open);
    return new Cover(search.best.stream().sorted().toList(), search.steps < MOST_STEPS);
  }

  private List<Integer> greedy(BitSet all) {
    List<Integer> chosen = new ArrayList<>();
    BitSet open = (BitSet) all.clone();
    while (!open.isEmpty()) {
      int widest = 0;
      for (int i = 1; i < sets.size(); i++) {
        if (gain(i, open) > gain(widest, open)) {
          widest = i;
        }
      }
      chosen.add(widest);
      open.andNot(sets.get(widest));
    }
    return chosen;
  }

  private int gain(int set, BitSet open) {
    BitSet gained = (BitSet) sets.get(set).clone();
    gained.and(open);
    return gained.cardinality();
  }

  /** Takes the element that the fewest sets contain, and tries each of these. */
  private void extend(List<Integer> chosen, BitSet open) {
    if (steps >= MOST_STEPS) {
      return;
    }
    steps++;
    if (open.isEmpty()) {
      if (chosen.size() < best.size()) {
        best = List.copyOf(chosen);
      }
      return;
    }
    if (chosen.size() + fewestMore(open) >= best.size()) {
      return;
    }
    for (int set : candidates(rarest(open), open)) {
      chosen.add(set);
      BitSet left = (BitSet) open.clone();
      left.andNot(sets.get(set));
      extend(chosen, left);
      chosen.remove(chosen.size() - 1);
    }
  }

  /** A bound: so many open elements no two of which are in one set. */
  private int fewestMore(BitSet open) {
    BitSet apart = (BitSet) open.clone();
    int count = 0;
    while (!apart.isEmpty()) {
      int element = rarest(apart);
      count++;
      for (BitSet set : sets) {
        if (set.get(element)) {
          apart.andNot(set);
        }
      }
    }
    return count;
  }

  private int rarest(BitSet open) {
    int rarest = -1;
    int fewest = Integer.MAX_VALUE;
    for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
      int containing = 0;
      for (BitSet set : sets) {
        containing += set.get(element) ? 1 : 0;
      }
      if (containing < fewest) {
        fewest = containing;
        rarest = element;
      }
    }
    return rarest;
  }

  /** Sets with an element, widest first; one within another is never better. */
  private List<Integer> candidates(int element, BitSet open) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).get(element)) {
        candidates.add(i);
      }
    }
    candidates.sort((a, b) -> {
      int wider = Integer.compare(gain(b, open), gain(a, open));
      return wider != 0 ? wider : Integer.compare(a, b);
    });
    List<Integer> undominated = new ArrayList<>();
    for (int candidate : candidates) {
      if (undominated.stream().noneMatch(wider -> contains(wider, candidate, open))) {
        undominated.add(candidate);
      }
    }
    return undominated;
  }

  private boolean contains(int wider, int narrower, BitSet open) {
    BitSet rest = (BitSet) sets.get(narrower).clone();
    rest.and(open);
    rest.andNot(sets.get(wider));
    return rest.isEmpty();
  }
}
