package io.shatterproof.vector.archive;

/** A scenario file after which no set can be named. */
public final class UnnamableSetException extends Exception {
  private static final long serialVersionUID = 1L;

  UnnamableSetException(String message) {
    super(message);
  }
}
