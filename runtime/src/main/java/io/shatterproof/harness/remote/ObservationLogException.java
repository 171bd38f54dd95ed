package io.shatterproof.harness.remote;

/** A log that cannot be judged at all, with the line and the reason. */
public final class ObservationLogException extends Exception {
  private static final long serialVersionUID = 1L;

  ObservationLogException(String message) {
    super(message);
  }
}
