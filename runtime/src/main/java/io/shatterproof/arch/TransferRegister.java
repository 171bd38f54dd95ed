package io.shatterproof.arch;

import java.util.Optional;

/**
 * The general-purpose register of a load or store, as the syndrome of an abort tells it. {@code
 * toString} is the spelling of scenarios and vectors.
 *
 * @param number 0 to 31; 31 is the zero register
 * @param is64Bit whether it is an X register
 * @param isSignExtended whether the load extends the sign
 * @param isAcquireRelease whether the access has acquire or release semantics
 * @see "Arm ARM DDI 0487, 'ISS encoding for an exception from a Data Abort', fields SRT, SF, SSE, AR"
 */
public record TransferRegister(
    int number, boolean is64Bit, boolean isSignExtended, boolean isAcquireRelease) {

  public TransferRegister {
    if (number < 0 || number > 31) {
      throw new IllegalArgumentException("registers are numbered 0 to 31, not " + number);
    }
  }

  /** The register that is spelt like this: {@code x0} to {@code x30}, {@code wzr signed acquire}. */
  public static Optional<TransferRegister> parse(String word) {
    for (int number = 0; number < 32; number++) {
      for (int flags = 0; flags < 8; flags++) {
        TransferRegister register =
            new TransferRegister(number, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
        if (register.toString().equals(word)) {
          return Optional.of(register);
        }
      }
    }
    return Optional.empty();
  }

  /** So many bytes a load or store of it moves at most. */
  public int sizeBytes() {
    return is64Bit ? 8 : 4;
  }

  /** The assembler name, for example {@code x1} or {@code wzr}. */
  public String name() {
    return (is64Bit ? "x" : "w") + (number == 31 ? "zr" : Integer.toString(number));
  }

  @Override
  public String toString() {
    return name() + (isSignExtended ? " signed" : "") + (isAcquireRelease ? " acquire" : "");
  }
}
