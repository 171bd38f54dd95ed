package io.shatterproof.harness;

/** How many events an implementation may report in one run of a vector. */
final class EventLimit {
  /** The system property that says how many. */
  static final String PROPERTY = "shatterproof.events";

  static final LimitProperty LIMIT = new LimitProperty(PROPERTY, 4_000_000, "events");

  private EventLimit() {}

  /**
   * What the system property says, or four million.
   *
   * @throws IllegalArgumentException if the property is no positive number
   */
  static long configured() {
    return LIMIT.value();
  }

  static String exceeded(long most) {
    return "more than " + most + " events in one run of a vector; -D" + PROPERTY + " allows more";
  }
}
