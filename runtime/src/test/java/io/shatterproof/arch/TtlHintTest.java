package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TtlHintTest {
  private static final int L2_OF_4K = 0b0110;

  /** Each of the sixteen values: what it names without FEAT_LPA2, and with it. */
  @ParameterizedTest
  @CsvSource({
    "0b0000, , ",
    "0b0001, , ",
    "0b0010, , ",
    "0b0011, , ",
    "0b0100, , level 0 of granule 4K",
    "0b0101, level 1 of granule 4K, level 1 of granule 4K",
    "0b0110, level 2 of granule 4K, level 2 of granule 4K",
    "0b0111, level 3 of granule 4K, level 3 of granule 4K",
    "0b1000, , ",
    "0b1001, , level 1 of granule 16K",
    "0b1010, level 2 of granule 16K, level 2 of granule 16K",
    "0b1011, level 3 of granule 16K, level 3 of granule 16K",
    "0b1100, , ",
    "0b1101, level 1 of granule 64K, level 1 of granule 64K",
    "0b1110, level 2 of granule 64K, level 2 of granule 64K",
    "0b1111, level 3 of granule 64K, level 3 of granule 64K",
  })
  void namesGranuleAndLevelOrNothing(String bits, String plain, String withLpa2) {
    int ttl = Integer.parseInt(bits.substring(2), 2);

    assertThat(TtlHint.named(ttl, false).map(Object::toString).orElse(null)).isEqualTo(plain);
    assertThat(TtlHint.named(ttl, true).map(Object::toString).orElse(null)).isEqualTo(withLpa2);
    assertThat(TtlHint.isHint(ttl, false)).isEqualTo(plain != null);
    assertThat(TtlHint.isHint(ttl, true)).isEqualTo(withLpa2 != null);
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 1, 0b0101",
    "SIZE_4K, 2, 0b0110",
    "SIZE_4K, 3, 0b0111",
    "SIZE_16K, 2, 0b1010",
    "SIZE_16K, 3, 0b1011",
    "SIZE_64K, 1, 0b1101",
    "SIZE_64K, 2, 0b1110",
    "SIZE_64K, 3, 0b1111",
  })
  void isMadeOfGranuleAndLevel(Granule granule, int level, String bits) {
    assertThat(TtlHint.of(granule, level)).isEqualTo(Integer.parseInt(bits.substring(2), 2));
    assertThat(TtlHint.exists(granule, level, false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0, true",
    "SIZE_16K, 1, true",
    "SIZE_4K, -1, false",
    "SIZE_16K, 0, false",
    "SIZE_64K, 0, false",
    "SIZE_64K, 4, false",
  })
  void levelsOfLargeBlocksHaveAHintWithLpa2Alone(Granule granule, int level, boolean withLpa2) {
    assertThat(TtlHint.exists(granule, level, false)).isFalse();
    assertThat(TtlHint.exists(granule, level, true)).isEqualTo(withLpa2);
  }

  @Test
  void noHintNamesALevelAboveZero() {
    assertThatThrownBy(() -> TtlHint.of(Granule.SIZE_4K, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no hint names level -1");
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0, false, true",
    "SIZE_4K, 1, false, true",
    "SIZE_4K, 2, true, false",
    "SIZE_4K, 3, false, false",
    "SIZE_16K, 2, false, false",
    "SIZE_16K, 1, false, false",
  })
  void includesTheLeavesOfItsLevelAndTheTablesAbove(
      Granule granule, int level, boolean leaf, boolean table) {
    assertThat(TtlHint.includesLeaf(L2_OF_4K, false, granule, level)).isEqualTo(leaf);
    assertThat(TtlHint.includesTable(L2_OF_4K, false, granule, level)).isEqualTo(table);
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 0", "SIZE_4K, 2", "SIZE_16K, 3", "SIZE_64K, 1"})
  void noHintIncludesEverything(Granule granule, int level) {
    assertThat(TtlHint.includesLeaf(TtlHint.NONE, true, granule, level)).isTrue();
    assertThat(TtlHint.includesTable(TtlHint.NONE, true, granule, level)).isTrue();
  }

  @Test
  void aValueThatIsReservedWithoutLpa2IncludesEverythingThere() {
    int level0Of4k = 0b0100;

    assertThat(TtlHint.includesLeaf(level0Of4k, false, Granule.SIZE_4K, 3)).isTrue();
    assertThat(TtlHint.includesLeaf(level0Of4k, true, Granule.SIZE_4K, 3)).isFalse();
    assertThat(TtlHint.includesLeaf(level0Of4k, true, Granule.SIZE_4K, 0)).isTrue();
  }
}
