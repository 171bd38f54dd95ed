package io.shatterproof.harness.remote;

import org.jspecify.annotations.Nullable;

/** Something a program was asked, which it has to answer in its turn. */
final class Request {
  private final String word;
  private final long run;
  private final int number;
  private byte @Nullable [] answer; // guarded by the process
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

  /** The lines that came back; null before. */
  byte @Nullable [] answer() {
    return answer;
  }

  void answer(byte[] lines) {
    answer = lines;
  }

  /** Nobody wants to know any more. */
  void drop() {
    isDropped = true;
    answer = null;
  }

  boolean isDropped() {
    return isDropped;
  }

  /** Refuses what does not answer this. */
  void requireAnsweredBy(FlatObject result) {
    String told = result.text("result");
    long toldRun = result.whole("run");
    long toldNumber = result.whole("n");
    if (!told.equals(word) || toldRun != run || toldNumber != number) {
      throw new NonsenseException("the result of `" + FlatObject.shown(told) + "`, run " + toldRun
          + ", n " + toldNumber + ", where that of `" + word + "`, run " + run + ", n " + number
          + " was to come");
    }
  }
}
