package io.shatterproof.explore;

/** Says which steps of different bodies may change places without anybody noticing. */
@FunctionalInterface
public interface Independence {
  /** No two steps commute: every order is different from every other. */
  Independence NONE = (body, step, otherBody, otherStep) -> false;

  /**
   * Whether two steps that could both be next lead to the same state in either order. Asked of two
   * bodies; symmetric. To say no is always right.
   */
  boolean commute(int body, int step, int otherBody, int otherStep);
}
