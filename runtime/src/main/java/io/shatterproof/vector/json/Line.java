package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;

/**
 * One line of a vector file, to point into.
 *
 * @param number from 1
 * @param text without the line feed
 */
record Line(String file, int number, String text) {

  /**
   * The refusal of something in this line.
   *
   * @param offset in {@code text}, from 0
   */
  VectorFormatException refuse(FormatFault fault, int offset, String reason, String cure) {
    return new VectorFormatException(file, number, column(offset), fault, reason, cure);
  }

  /** The column of an offset, from 1. */
  int column(int offset) {
    int inside = Math.max(0, Math.min(offset, text.length()));
    return text.codePointCount(0, inside) + 1;
  }

  /** As it is in the file: what decoded as UTF-8 encodes to the same bytes. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
