package io.shatterproof.arch;

/**
 * The PEs that a TLB maintenance operation or a barrier is about, from the PE alone upwards.
 *
 * @see "Arm pseudocode MBReqDomain"
 */
public enum ShareabilityDomain {
  /** The PE that executes it. */
  NON_SHAREABLE,
  INNER,
  OUTER,
  SYSTEM;

  /** Whether every PE of the other domain of the same PE is in this one. */
  public boolean includes(ShareabilityDomain other) {
    return compareTo(other) >= 0;
  }
}
