package io.shatterproof.harness.remote;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** The lines of a console, whatever it shows: of a long one the end only, since a mark counts where it is last. */
final class LogLines {
  private static final int KEPT = 8192;

  private final Reader in;
  private final char[] buffer = new char[KEPT];
  private int next;
  private int filled;
  private boolean isBehindReturn;

  LogLines(Reader in) {
    this.in = in;
  }

  /** Without what ends it: a line feed, a carriage return, or both. */
  Optional<String> next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean isAny = false;
    while (fill()) {
      char letter = buffer[next++];
      boolean isSecondHalf = letter == '\n' && isBehindReturn;
      isBehindReturn = letter == '\r';
      if (isSecondHalf) {
        continue;
      }
      if (letter == '\n' || letter == '\r') {
        return Optional.of(line.toString());
      }
      isAny = true;
      line.append(letter);
      if (line.length() == 2 * KEPT) {
        line.delete(0, KEPT);
      }
    }
    return isAny ? Optional.of(line.toString()) : Optional.empty();
  }

  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, in.read(buffer, 0, buffer.length));
    }
    return filled > 0;
  }
}
