package io.shatterproof.harness.remote;

/** A program cannot be started, or does not introduce itself as the protocol asks; says why in one line. */
public final class RemoteProgramException extends Exception {
  private static final long serialVersionUID = 1L;

  RemoteProgramException(String message) {
    super(message);
  }

  /** Why, in one line. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
