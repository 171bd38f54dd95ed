package io.shatterproof.machine;

import io.shatterproof.arch.SystemRegister;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The registers of one PE: what was written, and what is in force.
 *
 * @see "Arm ARM DDI 0487, 'Synchronization requirements for AArch64 System registers'"
 */
final class ProcessingElement {
  private final Map<SystemRegister, Long> written = new EnumMap<>(SystemRegister.class);
  private final Map<SystemRegister, Long> inForce = new EnumMap<>(SystemRegister.class);
  private boolean isInForce = true; // all that was written

  /** A write that is in force after the next {@link #synchronizeContext}. */
  void write(SystemRegister register, long value) {
    written.put(register, value);
    isInForce = false;
  }

  /** An ISB, or an exception entry or return. */
  void synchronizeContext() {
    if (!isInForce) {
      inForce.putAll(written);
      isInForce = true;
    }
  }

  /** The value in force; empty before the first synchronised write. */
  OptionalLong inForce(SystemRegister register) {
    Long value = inForce.get(register);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The value written last; empty before the first write. */
  OptionalLong written(SystemRegister register) {
    Long value = written.get(register);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
