package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestedTest {
  @AfterEach
  void clear() {
    System.clearProperty("shatterproof.events");
    System.clearProperty("shatterproof.states");
  }

  @Test
  void limitThatIsNoNumberFailsTheClassAndNoTestIsRun() {
    System.setProperty("shatterproof.events", "12345678901234567890");
    assertThatThrownBy(() -> Tested.any().tests())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("-Dshatterproof.events is a number of events from 1 to 999999999999999999,"
            + " not \"12345678901234567890\"");

    System.setProperty("shatterproof.events", "1000");
    assertThat(Tested.any().tests()).isEmpty();

    System.setProperty("shatterproof.states", "0");
    assertThatThrownBy(() -> Tested.any().tests())
        .hasMessage("-Dshatterproof.states is a number of states from 1 to 999999999999999999,"
            + " not \"0\"");
  }
}
