package io.shatterproof.harness;

/** A vector goes on with a domain that the implementation refused to create. */
final class DomainMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which, and why it does not exist. */
  DomainMissingException(String message) {
    super(message);
  }
}
