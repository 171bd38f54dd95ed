package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Platform;
import io.shatterproof.vector.Origin;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

final class TestedTest {
  @AfterEach
  void clear() {
    System.clearProperty("shatterproof.events");
    System.clearProperty("shatterproof.states");
  }

  private static List<DynamicTest> tests() {
    VectorFacts facts = VectorFacts.vector(
        "0123456789abcdef", "a stone", new Origin("a.p2m", 1, 1), Platform.plain("arm"));
    return Tested.any().tests("a stone", ScenarioTests.row(facts, run -> {}));
  }

  @Test
  void limitThatIsNoNumberFailsTheClassAndNoTestIsRun() {
    System.setProperty("shatterproof.events", "12345678901234567890");
    assertThatThrownBy(TestedTest::tests)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("-Dshatterproof.events is a number of events from 1 to 999999999999999999,"
            + " not \"12345678901234567890\"");

    System.setProperty("shatterproof.events", "1000");
    assertThat(tests()).isNotEmpty();

    System.setProperty("shatterproof.states", "0");
    assertThatThrownBy(TestedTest::tests)
        .hasMessage("-Dshatterproof.states is a number of states from 1 to 999999999999999999,"
            + " not \"0\"");
  }
}
