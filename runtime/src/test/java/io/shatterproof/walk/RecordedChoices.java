package io.shatterproof.walk;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Knob;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The answers that a recorded case was given. */
final class RecordedChoices implements Choices {
  private final Map<Knob, Integer> answers = new EnumMap<>(Knob.class);
  private final Set<Knob> asked = EnumSet.noneOf(Knob.class);
  private boolean prefersLast;

  /** An answer, by its place among {@link Knob#choices}. */
  RecordedChoices answer(Knob knob, int choice) {
    answers.put(knob, choice);
    return this;
  }

  /** An answer, by its place among the words that the recording has for the choices. */
  RecordedChoices answer(Knob knob, String answer, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals(answer)) {
        return answer(knob, i);
      }
    }
    throw new IllegalArgumentException(knob + ": " + answer);
  }

  /** The same answers, and every question without one is answered by the last choice. */
  RecordedChoices preferringLast() {
    RecordedChoices other = new RecordedChoices();
    other.answers.putAll(answers);
    other.prefersLast = true;
    return other;
  }

  /** Whether a question was put so far. */
  boolean wasAsked(Knob knob) {
    return asked.contains(knob);
  }

  @Override
  public int of(Knob knob) {
    asked.add(knob);
    return answers.getOrDefault(knob, prefersLast ? knob.choices().size() - 1 : 0);
  }
}
