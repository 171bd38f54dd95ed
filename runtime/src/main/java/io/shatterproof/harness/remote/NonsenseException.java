package io.shatterproof.harness.remote;

/** A program answered what the protocol does not know, or what was not asked. */
final class NonsenseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonsenseException(String message) {
    super(message);
  }

  /** The message alone: it says everything that a user can do something about. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // shown to users, without the name of a class
  public String toString() {
    return String.valueOf(getMessage());
  }
}
