package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An integer as typed: decimal with an optional size suffix, {@code 0x} or {@code 0b}.
 *
 * @param value unsigned; 0 where there is a problem
 */
record IntegerLiteral(long value, Optional<Problem> problem) {
  private static final String SUFFIXES = "KMGT";
  private static final int LONGEST = 100;

  /** A number of so many characters fits in 63 bits. */
  private static final int SHORT = 17;

  /** Why something is no integer. */
  record Problem(Code code, String message, String help) {}

  static IntegerLiteral parse(String text) {
    long value = shortValue(text);
    return value >= 0 ? new IntegerLiteral(value, Optional.empty()) : general(text);
  }

  /** The value of what is plain and short, which nearly every number is; otherwise negative. */
  private static long shortValue(String text) {
    int length = text.length();
    boolean isHexadecimal = length > 2 && text.charAt(0) == '0' && text.charAt(1) == 'x';
    int radix = isHexadecimal ? 16 : 10;
    int start = isHexadecimal ? 2 : 0;
    if (length > SHORT || text.charAt(start) == '_' || text.charAt(length - 1) == '_') {
      return -1;
    }
    long value = 0;
    for (int i = start; i < length; i++) {
      char character = text.charAt(i);
      int digit = Character.digit(character, radix);
      if (digit >= 0) {
        value = value * radix + digit;
      } else if (character != '_') {
        return -1;
      }
    }
    return value;
  }

  private static IntegerLiteral general(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return digits(text, text.substring(2), 16, 0);
    }
    if (text.startsWith("0b") || text.startsWith("0B")) {
      return digits(text, text.substring(2), 2, 0);
    }
    int suffix = SUFFIXES.indexOf(text.charAt(text.length() - 1));
    return suffix < 0
        ? digits(text, text, 10, 0)
        : digits(text, text.substring(0, text.length() - 1), 10, 10 * (suffix + 1));
  }

  private static IntegerLiteral digits(String text, String part, int radix, int shift) {
    String digits = part.indexOf('_') < 0 ? part : part.replace("_", "");
    boolean isSeparatedWell = !part.endsWith("_") && !part.startsWith("_");
    if (digits.isEmpty() || !isSeparatedWell || !areDigits(digits, radix)) {
      return broken(Code.MALFORMED_NUMBER, "`" + text + "` is no number", cure(text, radix));
    }
    if (digits.length() > LONGEST) {
      return tooLarge(text.substring(0, 20) + "…");
    }
    BigInteger value = new BigInteger(digits, radix).shiftLeft(shift);
    return value.bitLength() > 64
        ? tooLarge(text)
        : new IntegerLiteral(value.longValue(), Optional.empty());
  }

  private static boolean areDigits(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String cure(String text, int radix) {
    if (text.endsWith("_") || (text.indexOf('_') >= 0 && text.indexOf('_') < 3 && radix != 10)) {
      return "`_` stands between digits";
    }
    char last = Character.toUpperCase(text.charAt(text.length() - 1));
    if (radix == 10 && SUFFIXES.indexOf(last) >= 0) {
      return "the suffixes are `K`, `M`, `G` and `T`";
    }
    return switch (radix) {
      case 16 ->
        SUFFIXES.indexOf(last) >= 0
            ? "a size suffix goes with a decimal number only"
            : "a hexadecimal number has the digits 0 to 9 and a to f";
      case 2 -> "a binary number has the digits 0 and 1";
      default -> "a decimal number may end in `K`, `M`, `G` or `T`";
    };
  }

  private static IntegerLiteral tooLarge(String text) {
    return broken(
        Code.NUMBER_TOO_LARGE,
        "`" + text + "` does not fit in 64 bits",
        "the largest number is 0xffff_ffff_ffff_ffff");
  }

  private static IntegerLiteral broken(Code code, String message, String help) {
    return new IntegerLiteral(0, Optional.of(new Problem(code, message, help)));
  }
}
