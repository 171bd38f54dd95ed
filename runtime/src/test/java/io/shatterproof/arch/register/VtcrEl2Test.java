package io.shatterproof.arch.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shatterproof.arch.Granule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VtcrEl2Test {

  /** Assembled by hand: RES1, PS, TG0, SH0 = 0b11, ORGN0 = IRGN0 = 0b01, SL0, T0SZ; DS and SL2. */
  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 39, 1, 40, false, 0x80023559",
    "SIZE_4K, 48, 0, 48, false, 0x80053590",
    "SIZE_4K, 52, -1, 52, true, 0x38006350c",
    "SIZE_16K, 40, 2, 48, false, 0x8005b558",
    "SIZE_64K, 33, 3, 32, false, 0x8000751f"
  })
  void aShapeIsOneValue(
      Granule granule, int ipaBits, int startLevel, int outputBits, boolean ds, String vtcr) {
    assertThat(VtcrEl2.of(granule, ipaBits, startLevel, outputBits, ds))
        .isEqualTo(Long.decode(vtcr));
  }

  @Test
  void aStartLevelWithoutACodeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VtcrEl2.of(Granule.SIZE_64K, 48, 0, 48, false))
        .withMessage("no code for start level 0 with a 64K granule");
  }
}
