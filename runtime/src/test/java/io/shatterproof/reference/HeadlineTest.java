package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Counter;
import org.junit.jupiter.api.Test;

/** Replacing 4K inside 1G: cover letter of the rework, recording h01. */
final class HeadlineTest {

  @Test
  void theReworkInvalidatesTwiceAndBreaksNothing() {
    Bench bench = replaced4kIn1g(Profile.XEN_4_8);

    assertThat(bench.count(Counter.TLBI)).isEqualTo(2);
    assertThat(bench.count(Counter.LIVE_STORES)).isEqualTo(4);
    assertThat(bench.violations()).isZero();
  }

  @Test
  void theOldAlgorithmInvalidatesOnceAfterThreeStoresWithoutBreak() {
    Bench bench = replaced4kIn1g(Profile.XEN_PRE);

    assertThat(bench.count(Counter.TLBI)).isEqualTo(1);
    assertThat(bench.count(Counter.LIVE_STORES)).isEqualTo(3);
    assertThat(bench.violations()).isEqualTo(3);
  }

  private static Bench replaced4kIn1g(Profile profile) {
    Bench bench = Bench.on(profile);
    bench.map(0x4_0000, 0x4_0000, 0x4_0000);
    bench.mark();

    bench.map(0x4_0a07, 1, 0x9_0000);

    assertThat(bench.machine.inconsistencies()).isEmpty();
    return bench;
  }
}
