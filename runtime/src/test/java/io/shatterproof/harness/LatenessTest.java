package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenessTest {
  private static final long SECOND = 1_000_000_000;
  private static final long LOOK = Lateness.LOOK_NANOS;

  private long now = 5;
  private long processor = 77;
  private final Lateness lateness = new Lateness(10 * SECOND, () -> now, () -> processor);

  private boolean look(double share) {
    now += LOOK;
    processor += (long) (share * LOOK);
    return lateness.isLate();
  }

  @Test
  void threadThatWaitsIsLate() {
    assertThat(look(0)).as("the first look knows nothing").isFalse();
    assertThat(look(0)).isTrue();
  }

  @Test
  void threadThatHadAProcessorAllTheTimeIsLate() {
    look(1);

    assertThat(look(1)).isTrue();
  }

  /** A tenth of a processor makes ten seconds of 100, of which ten have passed. */
  @Test
  void threadThatGetsTooLittleHasTime() {
    look(0.1);
    int looks = 0;
    while (!look(0.1)) {
      looks++;
    }

    assertThat(looks * LOOK / SECOND).isBetween(88L, 92L);
  }

  @Test
  void threadThatStopsWorkingIsLate() {
    for (int i = 0; i < 20; i++) {
      assertThat(look(0.2)).isFalse();
    }

    assertThat(look(0)).isTrue();
  }

  @Test
  void looksInBetweenSayNothing() {
    look(0.5);
    now += 1;

    assertThat(lateness.isLate()).isFalse();
  }

  @Test
  void whereNobodyKnowsTheTimeIsTheTime() {
    processor = -1;

    assertThat(lateness.isLate()).isTrue();
  }
}
