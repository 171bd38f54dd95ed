package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PeSetTest {
  @Test
  void hasItsMembers() {
    PeSet set = PeSet.of(1, 3);

    assertThat(set.contains(1)).isTrue();
    assertThat(set.contains(2)).isFalse();
    assertThat(set.contains(-1)).isFalse();
    assertThat(set.with(2)).isEqualTo(PeSet.of(3, 2, 1)).hasSameHashCodeAs(PeSet.of(1, 2, 3));
    assertThat(set.without(3)).isEqualTo(PeSet.of(1));
    assertThat(set).isNotEqualTo(PeSet.of(1)).isNotEqualTo("{1, 3}").hasToString("{1, 3}");
    assertThat(set.hashCode()).isNotEqualTo(PeSet.of(2).hashCode());
    assertThat(PeSet.of().isEmpty()).isTrue();
    assertThat(set.isEmpty()).isFalse();
  }
}
