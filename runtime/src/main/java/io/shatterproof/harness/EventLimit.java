package io.shatterproof.harness;

/** How many events an implementation may report in one run of a vector. */
final class EventLimit {
  /** The system property that says how many. */
  static final String PROPERTY = "shatterproof.events";

  private static final long DEFAULT = 4_000_000;

  private EventLimit() {}

  /**
   * What the system property says, or four million.
   *
   * @throws IllegalArgumentException if the property is no positive number
   */
  static long configured() {
    String told = System.getProperty(PROPERTY);
    if (told == null) {
      return DEFAULT;
    }
    if (!told.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          PROPERTY + " is a positive number of events, not \"" + told + "\"");
    }
    return Long.parseLong(told);
  }

  static String exceeded(long most) {
    return "more than " + most + " events in one run of a vector; -D" + PROPERTY + " allows more";
  }
}
