package io.shatterproof.harness;

/**
 * How far the orders of what several PEs do at once are explored.
 *
 * @param states visited at most; beyond that a trial has no verdict
 * @param reduces whether orders are left out that differ only in the places of steps that commute
 */
public record ExplorationLimits(long states, boolean reduces) {
  /** The system property that says how many states may be visited. */
  public static final String PROPERTY = "shatterproof.states";

  static final LimitProperty LIMIT = new LimitProperty(PROPERTY, 200_000, "states");

  public ExplorationLimits {
    if (states < 1) {
      throw new IllegalArgumentException("at least one state is visited, not " + states);
    }
  }

  /**
   * What the system property says, or 200,000 states.
   *
   * @throws IllegalArgumentException if the property is no positive number
   */
  public static ExplorationLimits configured() {
    return new ExplorationLimits(LIMIT.value(), true);
  }

  /** These, with every order. */
  public ExplorationLimits unreduced() {
    return new ExplorationLimits(states, false);
  }
}
