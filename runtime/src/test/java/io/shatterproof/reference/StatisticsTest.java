package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatisticsTest {
  @Test
  void levelsThatHoldNoLeavesHaveNone() {
    Statistics statistics = new Statistics();
    statistics.shattered(2, 512);

    assertThat(statistics.shatteredBlocks(2)).isEqualTo(1);
    assertThat(statistics.shatteredBlocks(3)).isZero();
    assertThat(statistics.shatteredBlocks(-1)).isZero();
    assertThat(statistics.mappings(3)).isEqualTo(512);
    assertThat(statistics.mappings(-1)).isZero();
    assertThat(statistics.mappings(4)).isZero();
  }
}
