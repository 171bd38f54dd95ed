package io.shatterproof.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The orders in which several bodies of steps can go on, one after the other, depth first.
 *
 * <p>Orders that differ only in the places of steps that commute are left out by sleep sets: once
 * everything behind a step has been visited, that step sleeps in what its siblings lead to, until a
 * step is taken with which it does not commute. Every state that can be reached is still visited,
 * though not on every path; some orders end early, in a state that has only sleeping steps.
 *
 * @see "P. Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, 1996, 'Sleep
 *     Sets'"
 */
public final class Interleavings {
  private final int[] lengths;
  private final Independence independence;
  private final int[] done; // by body: how many of its steps were taken
  private final List<Node> path = new ArrayList<>();
  private boolean started;
  private long states = 1; // the one before the first step

  /**
   * Orders of bodies of these lengths.
   *
   * @throws IllegalArgumentException if there are more than 64 bodies
   */
  public Interleavings(int[] lengths, Independence independence) {
    if (lengths.length > Long.SIZE) {
      throw new IllegalArgumentException(lengths.length + " bodies are more than 64");
    }
    this.lengths = lengths.clone();
    this.done = new int[lengths.length];
    this.independence = independence;
  }

  /** A state on the path: which bodies sleep there, and which of them goes on. */
  private static final class Node {
    private long asleep;
    private int chosen;

    private Node(long asleep, int chosen) {
      this.asleep = asleep;
      this.chosen = chosen;
    }
  }

  /** The next order; none when all were told. */
  public Optional<Order> next() {
    int unchanged = 0;
    long asleep = 0;
    if (started) {
      if (!turn()) {
        return Optional.empty();
      }
      unchanged = path.size() - 1;
      asleep = take(path.get(unchanged));
    }
    started = true;
    for (int body = awake(asleep); body >= 0; body = awake(asleep)) {
      Node node = new Node(asleep, body);
      path.add(node);
      asleep = take(node);
    }
    return Optional.of(new Order(bodies(), unchanged, path.size() == total()));
  }

  /** Goes back to the last state that has something left to try, and chooses that. */
  private boolean turn() {
    while (!path.isEmpty()) {
      Node last = path.get(path.size() - 1);
      done[last.chosen]--;
      last.asleep |= 1L << last.chosen;
      last.chosen = awake(last.asleep);
      if (last.chosen >= 0) {
        return true;
      }
      path.remove(path.size() - 1);
    }
    return false;
  }

  /** Takes the chosen step; the bodies that sleep in the state behind it. */
  private long take(Node node) {
    long asleep = 0;
    for (int body = 0; body < lengths.length; body++) {
      boolean stays = (node.asleep >>> body & 1) != 0
          && independence.commute(body, done[body], node.chosen, done[node.chosen]);
      if (stays) {
        asleep |= 1L << body;
      }
    }
    done[node.chosen]++;
    states++;
    return asleep;
  }

  /** The first body that can go on and does not sleep; -1 if there is none. */
  private int awake(long asleep) {
    for (int body = 0; body < lengths.length; body++) {
      if (done[body] < lengths[body] && (asleep >>> body & 1) == 0) {
        return body;
      }
    }
    return -1;
  }

  private List<Integer> bodies() {
    return path.stream().map(node -> node.chosen).toList();
  }

  private int total() {
    int total = 0;
    for (int length : lengths) {
      total += length;
    }
    return total;
  }

  /** States visited by the orders told so far; one that several paths lead to counts for each. */
  public long states() {
    return states;
  }
}
