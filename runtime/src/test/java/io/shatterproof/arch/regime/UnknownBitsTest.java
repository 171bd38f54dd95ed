package io.shatterproof.arch.regime;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What of a syndrome no expectation may rely on. Of ESR_ELx that is WnR 6, EA 9 and SET[12:11]; with
 * FEAT_LS64 AR 14, SF 15, SRT[20:16], SSE 21, SAS[23:22] and ISV 24 as well.
 */
final class UnknownBitsTest {

  @ParameterizedTest
  @CsvSource({
    "READ, TRANSLATION, 0",
    "WRITE, PERMISSION, 0",
    "ATOMIC, PERMISSION, 0",
    "READ, EXTERNAL, 0x1a00",
    "ATOMIC, EXTERNAL, 0x1a40",
    "ATOMIC, UNSUPPORTED, 0x40",
    "LD64B, TRANSLATION, 0x1ffd800",
    "LD64B, EXTERNAL, 0x1ffda00",
    "LD64B, UNSUPPORTED, 0x1ffd840",
  })
  void ofAnException(AccessKind kind, FaultKind fault, String bits) {
    assertThat(Syndromes.unknownEsrBits(GuestAccess.of(kind, 0), fault))
        .isEqualTo(Long.decode(bits));
  }

  @ParameterizedTest
  @CsvSource({"READ, 0", "DC_ZVA, 0x7ff", "DC_CIVAC, 0"})
  void ofTheAddress(AccessKind kind, String bits) {
    assertThat(Syndromes.unknownFarBits(GuestAccess.of(kind, 0))).isEqualTo(Long.decode(bits));
  }
}
