package io.shatterproof.explore;

import java.util.List;

/**
 * One order of the steps of several bodies, from the start.
 *
 * @param bodies which body goes on, position by position
 * @param unchanged positions at the beginning that are as in the order before this one, so that the
 *     states up to there were visited
 * @param isComplete whether every step of every body has its turn; otherwise what could follow was
 *     visited in another order
 */
public record Order(List<Integer> bodies, int unchanged, boolean isComplete) {
  public Order {
    bodies = List.copyOf(bodies);
  }
}
