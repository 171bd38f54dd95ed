package io.shatterproof.harness;

/** An implementation reports more events in one run of a vector than are taken. */
public final class TooManyEventsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  TooManyEventsException(long most) {
    super(null, null, false, false); // whoever ignores it gets one for each further event
    reason = EventLimit.exceeded(most);
  }

  @Override
  public String getMessage() {
    return reason;
  }

  /** Without the name of the class, since users read it. */
  @Override
  public String toString() {
    return reason;
  }
}
