package io.shatterproof.harness;

import java.util.ArrayList;
import java.util.List;

/** The steps of several PEs in the order in which a run takes them. */
final class Schedule {
  /** What a run has that no several PEs do anything in. */
  static final Schedule NONE = new Schedule(0);

  private final List<String> steps = new ArrayList<>();
  private final List<Integer> boundaries = new ArrayList<>();

  /**
   * No step yet.
   *
   * @param start the boundary before the first one
   */
  Schedule(int start) {
    boundaries.add(start);
  }

  /**
   * A step was taken.
   *
   * @param text in the words of the scenario
   * @param boundary the one behind it
   */
  void add(String text, int boundary) {
    steps.add(text);
    boundaries.add(boundary);
  }

  /** All steps. */
  List<String> all() {
    return List.copyOf(steps);
  }

  /** The steps that lead to a boundary of their phase. */
  List<String> upTo(int boundary) {
    int count = 0;
    while (count < steps.size() && boundaries.get(count) < boundary) {
      count++;
    }
    return List.copyOf(steps.subList(0, count));
  }

  /** The boundary behind so many of the steps. */
  int boundaryBehind(int count) {
    return boundaries.get(count);
  }
}
