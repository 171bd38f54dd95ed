package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;

/** One line of a vector file, to point into. Offsets count bytes, columns count code points. */
final class Line {
  private final String file;
  private final int number;
  private final byte[] bytes;

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes UTF-8 without the line feed, which nobody changes
   */
  Line(String file, int number, byte[] bytes) {
    this.file = file;
    this.number = number;
    this.bytes = bytes;
  }

  String file() {
    return file;
  }

  /** As it is in the file. */
  byte[] bytes() {
    return bytes;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The refusal of something in this line. */
  VectorFormatException refuse(FormatFault fault, int offset, String reason, String cure) {
    return new VectorFormatException(file, number, column(offset), fault, reason, cure);
  }

  /** The column of an offset, from 1. */
  int column(int offset) {
    int column = 1;
    for (int i = 0; i < Math.min(offset, bytes.length); i++) {
      if ((bytes[i] & 0xc0) != 0x80) { // not the middle of a code point
        column++;
      }
    }
    return column;
  }
}
