package io.shatterproof.machine;

import java.util.OptionalLong;

/**
 * The VTTBR_EL2 of one PE: what was written, and what is in force.
 *
 * @see "Arm ARM DDI 0487, 'Synchronization requirements for AArch64 System registers'"
 */
final class ProcessingElement {
  private OptionalLong written = OptionalLong.empty();
  private OptionalLong inForce = OptionalLong.empty();

  /** A write that is in force after the next {@link #synchronizeContext}. */
  void writeVttbr(long value) {
    written = OptionalLong.of(value);
  }

  /** An ISB, or an exception entry or return. */
  void synchronizeContext() {
    inForce = written;
  }

  /** The value in force; empty before the first synchronised write. */
  OptionalLong vttbrInForce() {
    return inForce;
  }

  /** The value written last; empty before the first write. */
  OptionalLong writtenVttbr() {
    return written;
  }
}
