package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EveryChoiceTest {
  private final EveryChoice choices = new EveryChoice(Platform.plain("plain"));

  @Test
  void eachAnswerIsGivenOnce() {
    List<Integer> answers = new ArrayList<>();

    do {
      answers.add(choices.of(Knob.FETCH_FROM_DEVICE));
    } while (choices.next());

    assertThat(Knob.FETCH_FROM_DEVICE.choices()).hasSize(2);
    assertThat(answers).containsExactly(0, 1);
    assertThat(choices.of(Knob.FETCH_FROM_DEVICE)).as("all over").isZero();
  }

  @Test
  void aQuestionThatOneAnswerRaisesIsAskedBelowThatAlone() {
    List<String> ways = new ArrayList<>();

    do {
      String way = "" + choices.of(Knob.FETCH_FROM_DEVICE);
      if (way.equals("0")) {
        way += choices.of(Knob.PAGE_CROSSING);
      }
      ways.add(way + choices.of(Knob.FETCH_FROM_DEVICE));
    } while (choices.next());

    assertThat(ways).containsExactly("000", "010", "11");
  }
}
