package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TicksTest {

  @Test
  void theTimeStandsUntilItIsNoted() {
    Ticks ticks = new Ticks();
    long noted = ticks.getAsLong();
    while (System.nanoTime() == noted) {
      Thread.onSpinWait();
    }

    assertThat(ticks.getAsLong()).isEqualTo(noted);
    ticks.tick();
    assertThat(ticks.getAsLong() - noted).isPositive();
  }
}
