package io.shatterproof.reference;

/** A fatal check of the hypervisor did not hold; the session is over. */
final class HypervisorStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HypervisorStoppedException(String check) {
    super("the hypervisor stopped: " + check);
  }
}
