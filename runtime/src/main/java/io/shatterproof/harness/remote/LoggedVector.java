package io.shatterproof.harness.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the lines lie that a log has of one vector, as long as they follow one another. */
final class LoggedVector {
  private static final String END = "{\"end\":\"vector\"";

  /** What is judged at once, and so held in memory. */
  private static final long MOST_BYTES = 64L << 20;

  /** So often the lines of others may stand between its own. */
  private static final int MOST_PIECES = 64;

  private long[] pieces = new long[2]; // of each, where it begins and where it ends
  private int filled;
  private long bytes;
  private long expected;
  private long calls;
  private boolean hasEnded;
  private @Nullable String flaw;

  /**
   * One more line.
   *
   * @param number that it has
   * @param place line of the log
   * @param spool where it goes
   */
  void add(long number, String object, long place, ObservationSpool spool) throws IOException {
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
      end(object, place);
      expected++;
    } else {
      keep(object, place, spool);
      expected++;
    }
  }

  private void end(String object, long place) {
    hasEnded = true;
    try {
      calls = AnswerReader.parse(object).whole("calls");
    } catch (NonsenseException nonsense) {
      flaw = "its end in line " + place + " of the log does not tell how many calls it had: "
          + nonsense.getMessage();
    }
  }

  private void keep(String object, long place, ObservationSpool spool) throws IOException {
    long start = spool.end();
    boolean goesOn = filled > 0 && pieces[filled - 1] == start;
    if (!goesOn && filled == 2 * MOST_PIECES) {
      flaw = "its observations stand between those of other vectors in more than " + MOST_PIECES
          + " places, at last in line " + place + " of the log";
      return;
    }
    if (!goesOn) {
      if (filled == pieces.length) {
        pieces = Arrays.copyOf(pieces, 2 * filled);
      }
      pieces[filled] = start;
      filled += 2;
    }
    spool.add(object);
    pieces[filled - 1] = spool.end();
    bytes += spool.end() - start;
    if (bytes > MOST_BYTES) {
      flaw = "it has more than " + (MOST_BYTES >> 20)
          + " MiB of observations in the log, up to line " + place;
    }
  }

  /** Why it cannot be judged; null if nothing is wrong. */
  @Nullable
  String flaw() {
    return flaw != null || hasEnded
        ? flaw
        : "its end is missing: the last observation in the log is " + (expected - 1);
  }

  /** How many it had, as its end says; of one that has no flaw. */
  long calls() {
    return calls;
  }

  /** Its observations, a line each. */
  List<byte[]> lines(ObservationSpool spool) {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < filled; i += 2) {
      byte[] piece = spool.read(pieces[i], (int) (pieces[i + 1] - pieces[i]));
      int start = 0;
      for (int at = 0; at < piece.length; at++) {
        if (piece[at] == '\n') {
          lines.add(Arrays.copyOfRange(piece, start, at + 1));
          start = at + 1;
        }
      }
    }
    return lines;
  }
}
