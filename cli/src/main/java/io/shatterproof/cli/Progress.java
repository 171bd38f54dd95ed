package io.shatterproof.cli;

import java.io.PrintWriter;

/** One line on a terminal that says how far long work has come; nothing for short work. */
final class Progress {
  /** Instead of a number of things to do. */
  static final long UNKNOWN = -1;

  private static final long FIRST_MILLIS = 1000;
  private static final long NEXT_MILLIS = 200;
  private static final String TO_LINE_START = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean shows;
  private final long total;
  private final long startMillis = now();
  private long nextMillis = startMillis + FIRST_MILLIS;
  private boolean visible;

  /**
   * Begins to measure.
   *
   * @param total how many things there are to do, or {@link #UNKNOWN}
   */
  Progress(Console console, long total) {
    this.out = console.out();
    this.shows = console.terminal();
    this.total = total;
  }

  /** Tells that so many are done. */
  void at(long done) {
    if (!shows || now() < nextMillis) {
      return;
    }
    nextMillis = now() + NEXT_MILLIS;
    long millis = Math.max(1, now() - startMillis);
    long rate = done * 1000 / millis;
    long secondsLeft = done == 0 ? 0 : (total - done) * millis / done / 1000;
    out.print(TO_LINE_START
        + (total == UNKNOWN
            ? done + "  " + rate + "/s"
            : done + " of " + total + "  " + rate + "/s  " + secondsLeft + " s left"));
    out.flush();
    visible = true;
  }

  /** Removes the line, so that something else can be printed. */
  void clear() {
    if (visible) {
      out.print(TO_LINE_START);
      visible = false;
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
