package io.shatterproof.cli;

import io.shatterproof.arch.SystemRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * One value of the command line.
 *
 * @param register whose value it is; empty for a descriptor
 */
record WordToDecode(Optional<SystemRegister> register, long value) {

  /**
   * Reads names of registers and values; a name holds for the values behind it.
   *
   * @param first the register of values before the first name
   * @throws TypeConversionException if a name or a value is wrong, or a value is missing
   */
  static List<WordToDecode> parse(Optional<SystemRegister> first, List<String> texts) {
    List<WordToDecode> words = new ArrayList<>();
    Optional<SystemRegister> register = first;
    boolean isValueMissing = false;
    for (String text : texts) {
      boolean isNumber = HexNumber.looksLikeNumber(text);
      if (isNumber) {
        words.add(new WordToDecode(register, HexNumber.parse(text)));
      } else {
        demandValue(isValueMissing, register);
        register = Optional.of(RegisterName.parse(text));
      }
      isValueMissing = !isNumber;
    }
    demandValue(isValueMissing, register);
    return words;
  }

  private static void demandValue(boolean isMissing, Optional<SystemRegister> register) {
    if (isMissing) {
      throw new TypeConversionException(
          "the value of " + register.map(SystemRegister::word).orElse("") + " is missing");
    }
  }
}
