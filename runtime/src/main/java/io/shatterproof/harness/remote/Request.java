package io.shatterproof.harness.remote;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Something a program was asked, which it has to answer in its turn. */
final class Request {
  private final String word;
  private final long run;
  private final int number;
  private final Deque<byte[]> lines = new ArrayDeque<>(); // guarded by the process
  private boolean isAnswered; // guarded by the process
  private boolean isDropped; // guarded by the process

  Request(String word, long run, int number) {
    this.word = word;
    this.run = run;
    this.number = number;
  }

  /** What is asked. */
  String word() {
    return word;
  }

  /** Some lines of the answer came. */
  void add(byte[] some, boolean isLast) {
    lines.add(some);
    isAnswered |= isLast;
  }

  /** Whether all lines of the answer came. */
  boolean isAnswered() {
    return isAnswered;
  }

  /** Takes some lines of the answer; null where there are none yet. */
  byte @Nullable [] poll() {
    return lines.poll();
  }

  /** Nobody wants to know any more; returns how many bytes are forgotten. */
  long drop() {
    isDropped = true;
    long bytes = 0;
    for (byte[] some : lines) {
      bytes += some.length;
    }
    lines.clear();
    return bytes;
  }

  boolean isDropped() {
    return isDropped;
  }

  /** Refuses what does not answer this. */
  void requireAnsweredBy(FlatObject result) {
    String told = result.text("result");
    long toldRun = result.wholeOr(0, "run");
    long toldNumber = result.wholeOr(0, "n");
    if (!told.equals(word) || toldRun != run || toldNumber != number) {
      throw new NonsenseException("the result of `" + FlatObject.shown(told) + "`, run " + toldRun
          + ", n " + toldNumber + ", where that of `" + word + "`, run " + run + ", n " + number
          + " was to come");
    }
  }
}
