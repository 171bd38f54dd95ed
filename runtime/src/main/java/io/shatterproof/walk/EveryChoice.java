package io.shatterproof.walk;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Answers what a platform leaves open in every way, one way after the other; within one way the same
 * question gets the same answer.
 */
public final class EveryChoice implements Choices {
  private final EnumSet<Knob> open = EnumSet.noneOf(Knob.class);
  private final Choices chosen;
  private final List<Question> asked = new ArrayList<>(); // in the order of the first time

  private static final class Question {
    private final Knob knob;
    private int answer;

    private Question(Knob knob) {
      this.knob = knob;
    }
  }

  /** The first way. */
  public EveryChoice(Platform platform) {
    for (Knob knob : Knob.values()) {
      if (knob.isOpen(platform)) {
        open.add(knob);
      }
    }
    this.chosen = Choices.of(platform);
  }

  @Override
  public int of(Knob knob) {
    if (!open.contains(knob)) {
      return chosen.of(knob);
    }
    for (Question question : asked) {
      if (question.knob == knob) {
        return question.answer;
      }
    }
    asked.add(new Question(knob));
    return 0;
  }

  /** Goes on to the next way; false if there is none. */
  public boolean next() {
    while (!asked.isEmpty()) {
      Question last = asked.get(asked.size() - 1);
      if (last.answer + 1 < last.knob.choices().size()) {
        last.answer++;
        return true;
      }
      asked.remove(asked.size() - 1);
    }
    return false;
  }
}
