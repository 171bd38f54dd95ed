package io.shatterproof.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of 64 bits as scenarios write them, for example {@code 0x8000_0000}; case is free. */
final class HexNumber implements ITypeConverter<Long> {
  private static final int MAX_DIGITS = 16;

  @Override
  public Long convert(String text) {
    return parse(text);
  }

  /** Whether the text can only be meant as a number. */
  static boolean looksLikeNumber(String text) {
    return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
  }

  /**
   * The number.
   *
   * @throws TypeConversionException if it is none, or has more than 64 bits
   */
  static long parse(String text) {
    String lower = text.startsWith("0X") ? "0x" + text.substring(2) : text;
    if (!lower.matches("0x[0-9a-fA-F]+(_[0-9a-fA-F]+)*")) {
      String bare = text.replace("_", "");
      boolean lacksPrefix = bare.matches("[0-9a-fA-F]{1,16}");
      throw new TypeConversionException("'" + text + "' is no hexadecimal number"
          + (lacksPrefix ? "; did you mean 0x" + text + "?" : " such as 0x8000_0000"));
    }
    String digits = lower.substring(2).replace("_", "").replaceFirst("^0+(?=.)", "");
    if (digits.length() > MAX_DIGITS) {
      throw new TypeConversionException("'" + text + "' has more than 64 bits");
    }
    return Long.parseUnsignedLong(digits, 16);
  }
}
