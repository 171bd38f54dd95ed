package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuestAccessTest {

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void whatIsWiderThanARegisterReportsNone(int sizeBytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GuestAccess(AccessKind.READ, 0, 1, sizeBytes, TransferRegister.parse("x0")))
        .withMessage("a read of " + sizeBytes + " bytes reports no register");
    assertThat(GuestAccess.reportsRegister(AccessKind.READ, 8)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 65, 128})
  void aSizeIsAPowerOfTwoUpTo64(int sizeBytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GuestAccess(AccessKind.READ, 0, 1, sizeBytes, Optional.empty()))
        .withMessage("no access has " + sizeBytes + " bytes");
  }

  @Test
  void theWalkerOfStage1IsNoInstruction() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GuestAccess.of(AccessKind.STAGE1_WALK, 0))
        .withMessage("no instruction does a stage1_walk");
  }

  @ParameterizedTest
  @CsvSource({"READ, 0xffc, 4, false", "READ, 0xffc, 8, true", "FETCH, 0xffe, 4, false"})
  void dataThatReachesBeyondItsPageCrosses(
      AccessKind kind, String address, int sizeBytes, boolean crosses) {
    GuestAccess access =
        new GuestAccess(kind, Long.decode(address), 1, sizeBytes, Optional.empty());

    assertThat(access.crossesPage()).isEqualTo(crosses);
    assertThat(access.nextPage()).isEqualTo(0x1000);
  }

  @ParameterizedTest
  @CsvSource({"AT_S12E0R, 2, 0", "AT_S1E1W, 2, 1", "READ, 0, 0", "DC_CVAC, 1, 1"})
  void anAtInstructionNamesTheLevelWhoseRightsCount(AccessKind kind, int el, int rightsOf) {
    assertThat(GuestAccess.of(kind, 0).from(el).rightsOf()).isEqualTo(rightsOf);
  }
}
