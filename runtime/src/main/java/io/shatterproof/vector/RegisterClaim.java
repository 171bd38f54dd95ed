package io.shatterproof.vector;

import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import java.util.OptionalLong;

/**
 * What an expectation says about a register that an access left a report in.
 *
 * <p>What it says of single fields does not hold where one of their bits is UNKNOWN. What it says of
 * a whole register says nothing of UNKNOWN bits, and gives them as 0.
 *
 * @param register one that {@linkplain SystemRegister#reports reports}
 * @param value claimed value; bits outside of {@code mask} are 0
 * @param mask the bits it says something about; not 0
 */
public record RegisterClaim(SystemRegister register, long value, long mask) {
  /** The mask of a whole register. */
  public static final long WHOLE = -1;

  public RegisterClaim {
    if (mask == 0) {
      throw new IllegalArgumentException("a claim of no bit");
    }
    if ((value & ~mask) != 0) {
      throw new IllegalArgumentException("a value outside of the claimed bits");
    }
  }

  /** Whether a report is as claimed. */
  public boolean admits(Syndrome syndrome) {
    OptionalLong told = syndrome.value(register);
    long unknown = syndrome.unknown(register);
    long mustBeKnown = mask == WHOLE ? value : mask;
    return told.isPresent()
        && (unknown & mustBeKnown) == 0
        && ((told.getAsLong() ^ value) & mask & ~unknown) == 0;
  }
}
