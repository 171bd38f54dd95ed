package io.shatterproof.spi;

import io.shatterproof.p2m.Errno;

/** An implementation under test could not create a domain, for example for want of a VMID. */
public final class DomainRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Errno error;

  /** Names the error that the creation returned. */
  public DomainRefusedException(Errno error) {
    super("creating the domain failed with " + error);
    this.error = error;
  }

  public Errno error() {
    return error;
  }
}
