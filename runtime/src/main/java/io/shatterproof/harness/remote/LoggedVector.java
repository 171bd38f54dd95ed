package io.shatterproof.harness.remote;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that a log has of one vector, as long as they follow one another. */
final class LoggedVector {
  private static final String END = "{\"end\":\"vector\"";

  private final List<byte[]> lines = new ArrayList<>();
  private long expected;
  private boolean hasEnded;
  private @Nullable String flaw;

  /**
   * One more line.
   *
   * @param number that it has
   * @param place line of the log
   */
  void add(long number, String object, long place) {
    if (flaw != null) {
      return;
    }
    if (number == 0 && expected > 0) {
      flaw = "it is in the log twice, the second time from line " + place + " on";
    } else if (number < expected) {
      flaw = "line " + place + " of the log is out of order or there twice: observation " + number
          + " behind " + (expected - 1);
    } else if (number > expected) {
      flaw = "observation " + expected + (number - 1 > expected ? " to " + (number - 1) : "")
          + " is missing before line " + place + " of the log";
    } else if (object.startsWith(END)) {
      hasEnded = true;
      expected++;
    } else {
      lines.add((object + "\n").getBytes(StandardCharsets.UTF_8));
      expected++;
    }
  }

  /** Why it cannot be judged; null if nothing is wrong. */
  @Nullable
  String flaw() {
    return flaw != null || hasEnded
        ? flaw
        : "its end is missing: the last observation in the log is " + (expected - 1);
  }

  List<byte[]> lines() {
    return lines;
  }
}
