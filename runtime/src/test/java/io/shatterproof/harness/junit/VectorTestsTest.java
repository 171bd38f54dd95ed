package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.reference.ReferenceProvider;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The resource has the scenarios "page 0" and "block 1". */
class VectorTestsTest {
  private static List<DynamicNode> chosenBy(String text) {
    return chosenBy(new ScenarioChoice(text, true));
  }

  private static List<DynamicNode> chosenBy(ScenarioChoice choice) {
    return VectorTests.tests(
            new ReferenceProvider(), VectorTestsTest.class, "page-and-block.jsonl", choice)
        .toList();
  }

  private static List<String> names(List<DynamicNode> tests) {
    return tests.stream().map(DynamicNode::getDisplayName).toList();
  }

  @Test
  void withoutChoiceThereAreAll() {
    assertThat(names(chosenBy(""))).containsExactly("page 0", "block 1");
  }

  @Test
  void partOfATitleChooses() {
    assertThat(names(chosenBy("block"))).containsExactly("block 1");
  }

  @Test
  void choiceThatNoneHasIsASkippedTestThatSaysSo() {
    List<DynamicNode> tests = chosenBy("stone");

    assertThat(names(tests)).containsExactly("shatterproof.scenario=stone");
    assertThatThrownBy(() -> ((DynamicTest) tests.get(0)).getExecutable().execute())
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no scenario or row of this class has that in its title");
  }

  private static void miss(ScenarioChoice choice) {
    assertThatThrownBy(
            () -> ((DynamicTest) chosenBy(choice).get(0)).getExecutable().execute())
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void choiceThatNoClassHasFailsBehindTheLastOne() {
    ScenarioChoice choice = new ScenarioChoice("stone", true);

    miss(choice);

    assertThatThrownBy(choice::close)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("shatterproof.scenario=stone: no scenario or row of VectorTestsTest has that in"
            + " its title; name a part of one that is there, or allow it by"
            + " -Dshatterproof.failIfNoSpecifiedScenarios=false");
  }

  @Test
  void choiceOfNothingMayBeAllowed() {
    ScenarioChoice choice = new ScenarioChoice("stone", false);

    miss(choice);

    assertThatCode(choice::close).doesNotThrowAnyException();
  }

  @Test
  void choiceThatAnotherClassHasDoesNotFail() {
    ScenarioChoice choice = new ScenarioChoice("block", true);

    choice.begin(ScenarioChoice.class);
    chosenBy(choice);

    assertThatCode(choice::close).doesNotThrowAnyException();
  }

  @Test
  void choiceThatTheTitleOfTheScenarioHasIsOneOfAllRows() {
    ScenarioChoice choice = new ScenarioChoice("{n}", true);

    assertThat(choice.has("page {n}", "page 0")).isTrue();
    assertThat(choice.has("page", "page 0")).isFalse();
  }
}
