package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessKindTest {

  @ParameterizedTest
  @CsvSource({
    "READ, 0, 1",
    "FETCH, 0, 1",
    "DC_ZVA, 0, 1",
    "DC_CIVAC, 0, 1",
    "IC_IVAU, 0, 1",
    "DC_IVAC, 1, 1",
    "AT_S1E0R, 1, 2",
    "AT_S1E1W, 1, 2",
    "AT_S12E0W, 2, 2",
    "AT_S12E1R, 2, 2"
  })
  void isDoneFromOneExceptionLevelToAnother(AccessKind kind, int lowest, int highest) {
    for (int el = 0; el <= 2; el++) {
      assertThat(kind.obstacleAt(el).isEmpty())
          .as(kind + " at EL" + el)
          .isEqualTo(lowest <= el && el <= highest);
    }
  }
}
