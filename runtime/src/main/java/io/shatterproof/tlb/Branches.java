package io.shatterproof.tlb;

import java.util.Arrays;

/**
 * Goes through every way in which open questions can be answered, one way after the other. In one way
 * questions are asked in a row; how it goes on may depend on the answers.
 */
final class Branches {
  private int[] answers = new int[16];
  private int[] options = new int[16];
  private int asked;
  private int known;

  /** Begins the first way. */
  void begin() {
    asked = 0;
    known = 0;
  }

  /** The answer to the next question, from 0; every number below {@code count} has its way. */
  int choose(int count) {
    if (count <= 1) {
      return 0;
    }
    if (asked == known) {
      if (known == answers.length) {
        answers = Arrays.copyOf(answers, known * 2);
        options = Arrays.copyOf(options, known * 2);
      }
      answers[known] = 0;
      options[known] = count;
      known++;
    }
    return answers[asked++];
  }

  /** Goes on to the next way; false if there is none. */
  boolean next() {
    known = asked;
    asked = 0;
    while (known > 0) {
      if (++answers[known - 1] < options[known - 1]) {
        return true;
      }
      known--;
    }
    return false;
  }
}
