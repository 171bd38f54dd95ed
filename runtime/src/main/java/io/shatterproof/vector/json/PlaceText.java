package io.shatterproof.vector.json;

import io.shatterproof.vector.Origin;
import java.util.Optional;

/** A place as text: {@code file:line:column}, or {@code line:column} in a known file. */
final class PlaceText {
  private static final int MOST_DIGITS = 9;
  private static final int NONE = 0;

  private PlaceText() {}

  /**
   * The place that a text says; empty if it is none.
   *
   * @param file the file that need not be told; empty where one must be
   */
  static Optional<Origin> parse(String text, Optional<String> file) {
    int lastColon = text.lastIndexOf(':');
    if (lastColon < 0) {
      return Optional.empty();
    }
    int colon = text.lastIndexOf(':', lastColon - 1);
    int column = number(text, lastColon + 1, text.length());
    int line = number(text, colon + 1, lastColon);
    if (line == NONE || column == NONE) {
      return Optional.empty();
    }
    return colon < 0
        ? file.map(known -> new Origin(known, line, column))
        : Optional.of(new Origin(text.substring(0, colon), line, column));
  }

  /** A number from 1 without leading zeros. */
  private static int number(String text, int from, int to) {
    if (from == to || to - from > MOST_DIGITS || text.charAt(from) == '0') {
      return NONE;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return NONE;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }
}
