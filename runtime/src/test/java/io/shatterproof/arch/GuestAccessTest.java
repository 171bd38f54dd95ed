package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuestAccessTest {
  @Test
  void registerHoldsWhatIsMoved() {
    assertThat(access(8, "x1").sizeBytes()).isEqualTo(8);
    assertThat(access(4, "w1").sizeBytes()).isEqualTo(4);

    assertThatThrownBy(() -> access(16, "x1")).hasMessage("x1 does not hold 16 bytes");
    assertThatThrownBy(() -> access(8, "wzr")).hasMessage("wzr does not hold 8 bytes");
  }

  private static GuestAccess access(int sizeBytes, String register) {
    return new GuestAccess(AccessKind.READ, 0, 1, sizeBytes, TransferRegister.parse(register));
  }
}
