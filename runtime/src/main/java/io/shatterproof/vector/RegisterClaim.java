package io.shatterproof.vector;

import io.shatterproof.arch.SystemRegister;

/**
 * What an expectation says about a register that an access left a report in.
 *
 * @param value claimed value; bits outside of {@code mask} are 0
 * @param mask the bits it says something about
 */
public record RegisterClaim(SystemRegister register, long value, long mask) {
  public RegisterClaim {
    if ((value & ~mask) != 0) {
      throw new IllegalArgumentException("a value outside of the claimed bits");
    }
  }
}
