package io.shatterproof.harness;

/** A vector that no implementation can be judged by. */
final class MalformedVectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with it. */
  MalformedVectorException(String message) {
    super(message);
  }
}
