package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.reference.ReferenceProvider;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The resource has the scenarios "page 0" and "block 1". */
class VectorTestsTest {
  private static List<DynamicNode> chosenBy(String text) {
    return VectorTests.tests(
            new ReferenceProvider(), VectorTestsTest.class, "page-and-block.jsonl", text)
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
}
