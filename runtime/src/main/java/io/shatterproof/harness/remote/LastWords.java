package io.shatterproof.harness.remote;

import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The end of what a program wrote on its standard error; the rest is read and forgotten. */
final class LastWords {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_LINES = 3;

  private final byte[] tail = new byte[MOST_BYTES];
  private long written;

  /** Reads to the end. */
  void read(InputStream in) {
    byte[] buffer = new byte[MOST_BYTES];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        keep(buffer, count);
      }
    } catch (IOException closed) {
      return; // the program is gone, and what it said is kept
    }
  }

  private synchronized void keep(byte[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      tail[(int) (written % MOST_BYTES)] = buffer[i];
      written++;
    }
  }

  /** The last lines in one, fit for a terminal; empty if it wrote nothing. */
  synchronized String text() {
    int length = (int) Math.min(written, MOST_BYTES);
    byte[] ordered = new byte[length];
    for (int i = 0; i < length; i++) {
      ordered[i] = tail[(int) ((written - length + i) % MOST_BYTES)];
    }
    String[] lines = new String(ordered, StandardCharsets.UTF_8).strip().split("\\R", -1);
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, lines.length - MOST_LINES); i < lines.length; i++) {
      text.append(text.isEmpty() ? "" : " / ").append(VisibleText.of(shortened(lines[i].strip())));
    }
    return text.toString();
  }

  private static String shortened(String line) {
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
