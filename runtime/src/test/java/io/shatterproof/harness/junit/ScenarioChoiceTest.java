package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Platform;
import io.shatterproof.vector.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Of a class without containers, with the scenarios "a stone" and "pebble {n}", n from 0 to 1. */
class ScenarioChoiceTest {
  private final List<String> begun = new ArrayList<>();

  private static VectorFacts facts(String title) {
    return VectorFacts.vector(
        "0123456789abcdef", title, new Origin("a.p2m", 1, 1), Platform.plain("arm"));
  }

  private void stone(ScenarioChoice choice) {
    new Tested("reference", "", choice).run(facts("a stone"), run -> begun.add("a stone"));
  }

  private static List<String> pebbles(ScenarioChoice choice) {
    return new Tested("reference", "", choice)
            .tests(
                "pebble {n}",
                ScenarioTests.row(facts("pebble 0"), run -> {}),
                ScenarioTests.row(facts("pebble 1"), run -> {}))
            .stream()
            .map(test -> test.getDisplayName().replaceFirst(" \\[.*", ""))
            .toList();
  }

  /** Of a class whose provider is there. */
  private static ScenarioChoice begin(String text) {
    ScenarioChoice choice = new ScenarioChoice(text, true);
    choice.begin(ScenarioChoiceTest.class);
    return choice;
  }

  @Test
  void scenarioThatIsNotChosenIsSkippedAndFailsBehindTheLastClass() {
    ScenarioChoice choice = begin("nowhere");

    assertThatThrownBy(() -> stone(choice))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("shatterproof.scenario=nowhere: its title does not have that");
    assertThatThrownBy(() -> pebbles(choice)).isInstanceOf(TestAbortedException.class);

    assertThat(begun).isEmpty();
    assertThatThrownBy(choice::close)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith("shatterproof.scenario=nowhere: no scenario or row of"
            + " ScenarioChoiceTest has that in its title; ");
  }

  @Test
  void scenarioThatIsChosenIsRun() {
    ScenarioChoice choice = begin("stone");

    assertThatThrownBy(() -> stone(choice)).hasMessageContaining("the vector checks nothing");

    assertThat(begun).containsExactly("a stone");
    assertThatCode(choice::close).doesNotThrowAnyException();
  }

  @Test
  void rowIsChosenByItsTitleAndAllOfThemByTheirScenario() {
    assertThat(pebbles(begin("pebble 1"))).containsExactly("pebble 1");
    assertThat(pebbles(begin("{n}"))).containsExactly("pebble 0", "pebble 1");
    assertThat(pebbles(begin(""))).containsExactly("pebble 0", "pebble 1");
  }

  @Test
  void classThatRunsNothingIsNoMatterWhereNothingIsChosen() {
    assertThatCode(begin("")::close).doesNotThrowAnyException();
    assertThatThrownBy(begin("stone")::close).isInstanceOf(AssertionFailedError.class);
  }
}
