package io.shatterproof.cli;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.compiler.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of registers; {@code _el1} and {@code _el2} may be left out where one register remains. */
final class RegisterName implements ITypeConverter<SystemRegister> {

  @Override
  public SystemRegister convert(String name) {
    return parse(name);
  }

  /**
   * The register.
   *
   * @throws TypeConversionException if there is none of that name, or more than one
   */
  static SystemRegister parse(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    List<SystemRegister> meant = new ArrayList<>();
    for (SystemRegister register : SystemRegister.values()) {
      if (register.word().equals(word)) {
        return register;
      }
      if (register.word().replaceFirst("_el[12]$", "").equals(word)) {
        meant.add(register);
      }
    }
    if (meant.size() == 1) {
      return meant.get(0);
    }
    List<String> known = words(meant.isEmpty() ? Arrays.asList(SystemRegister.values()) : meant);
    if (meant.size() > 1) {
      throw new TypeConversionException(
          "'" + name + "' is ambiguous; write " + String.join(" or ", known));
    }
    boolean isNumber = word.replace("_", "").matches("[0-9a-f]{1,16}");
    throw new TypeConversionException("unknown register '" + name + "'; "
        + (isNumber
            ? "a number begins with 0x"
            : Spelling.nearest(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known are " + String.join(", ", known))));
  }

  private static List<String> words(List<SystemRegister> registers) {
    return registers.stream().map(SystemRegister::word).toList();
  }
}
