package io.shatterproof.harness.remote;

/** A program ended, or was ended, before it answered, or says itself that it failed. */
final class ProgramFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProgramFailedException(String message) {
    super(message);
  }

  /** The message alone: it says everything that a user can do something about. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // shown to users, without the name of a class
  public String toString() {
    return String.valueOf(getMessage());
  }
}
