package io.shatterproof.arch.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row is one of the tables of VTCR_EL2.SL0 and VTCR_EL2.SL2 in the Arm manual. */
final class StartLevelCodeTest {

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 2, 0, 0",
    "SIZE_4K, 1, 0, 1",
    "SIZE_4K, 0, 0, 2",
    "SIZE_4K, 3, 0, 3",
    "SIZE_4K, -1, 1, 0",
    "SIZE_16K, 3, 0, 0",
    "SIZE_16K, 2, 0, 1",
    "SIZE_16K, 1, 0, 2",
    "SIZE_16K, 0, 0, 3",
    "SIZE_64K, 3, 0, 0",
    "SIZE_64K, 2, 0, 1",
    "SIZE_64K, 1, 0, 2"
  })
  void aLevelHasACodeThatMeansTheLevelWithDs(Granule granule, int level, int sl2, int sl0) {
    int code = StartLevelCode.of(granule, level).orElseThrow();

    assertThat(StartLevelCode.sl2(code)).isEqualTo(sl2);
    assertThat(StartLevelCode.sl0(code)).isEqualTo(sl0);
    assertThat(StartLevelCode.level(granule, true, vtcr(sl2, sl0))).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, -2",
    "SIZE_4K, 4",
    "SIZE_16K, -1",
    "SIZE_16K, 4",
    "SIZE_64K, 0",
    "SIZE_64K, 4"
  })
  void aLevelThatDoesNotExistHasNoCode(Granule granule, int level) {
    assertThat(StartLevelCode.of(granule, level)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, true, 1, 1",
    "SIZE_4K, true, 1, 2",
    "SIZE_4K, true, 1, 3",
    "SIZE_16K, false, 0, 3",
    "SIZE_64K, false, 0, 3",
    "SIZE_64K, true, 0, 3"
  })
  void otherCodesAreReserved(Granule granule, boolean ds, int sl2, int sl0) {
    assertThat(StartLevelCode.level(granule, ds, vtcr(sl2, sl0)))
        .isEqualTo(StartLevelCode.RESERVED_LEVEL);
  }

  @Test
  void sl2HasNoEffectWithoutDs() {
    assertThat(StartLevelCode.level(Granule.SIZE_4K, false, vtcr(1, 0))).isEqualTo(2);
    assertThat(StartLevelCode.level(Granule.SIZE_4K, false, vtcr(1, 1))).isEqualTo(1);
  }

  @Test
  void sl2HasNoEffectWithOtherGranules() {
    assertThat(StartLevelCode.level(Granule.SIZE_16K, true, vtcr(1, 0))).isEqualTo(3);
    assertThat(StartLevelCode.level(Granule.SIZE_64K, true, vtcr(1, 2))).isEqualTo(1);
  }

  private static long vtcr(long sl2, long sl0) {
    return (sl2 << 33) | (sl0 << 6);
  }
}
