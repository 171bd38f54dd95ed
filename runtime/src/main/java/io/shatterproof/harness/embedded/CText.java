package io.shatterproof.harness.embedded;

import java.nio.charset.StandardCharsets;

/** Literals of C. */
final class CText {
  private CText() {}

  /**
   * A string literal of printable ASCII. Whatever else there is becomes an escape of three octal digits,
   * which no character behind it can lengthen; {@code ?} is escaped for the sake of trigraphs.
   */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      if (letter == '"' || letter == '\\' || letter == '?') {
        literal.append('\\').append((char) letter);
      } else if (letter >= ' ' && letter <= '~') {
        literal.append((char) letter);
      } else {
        literal.append('\\').append(octal(letter & 0xff));
      }
    }
    return literal.append('"').toString();
  }

  private static String octal(int value) {
    return "" + (char) ('0' + (value >> 6)) + (char) ('0' + ((value >> 3) & 7))
        + (char) ('0' + (value & 7));
  }
}
