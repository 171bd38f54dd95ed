package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each expectation is a row of the tables of MemAttr and of MAIR_EL1 in the Arm manual. */
final class MemoryWordTest {

  @Test
  void memAttrSaysTypeAndCacheabilityOfBothSides() {
    assertThat(MemoryWord.memAttr(false))
        .containsExactly(
            entry("wb", 0b1111L),
            entry("wt", 0b1010L),
            entry("nc", 0b0101L),
            entry("device_ngnrne", 0b0000L),
            entry("device_ngnre", 0b0001L),
            entry("device_ngre", 0b0010L),
            entry("device_gre", 0b0011L));
  }

  @Test
  void memAttrWithFwbLeavesTheDecisionToStage1OrForcesWriteBack() {
    assertThat(MemoryWord.memAttr(true))
        .containsExactly(
            entry("wb", 0b0110L),
            entry("nc", 0b0101L),
            entry("s1", 0b0111L),
            entry("device_ngnrne", 0b0000L),
            entry("device_ngnre", 0b0001L),
            entry("device_ngre", 0b0010L),
            entry("device_gre", 0b0011L));
  }

  @Test
  void mairHasTheDeviceTypeAboveTwoZeroBits() {
    assertThat(MemoryWord.attributesOfStage1())
        .containsExactly(
            entry("wb", 0xffL),
            entry("wt", 0xbbL),
            entry("nc", 0x44L),
            entry("device_ngnrne", 0x00L),
            entry("device_ngnre", 0x04L),
            entry("device_ngre", 0x08L),
            entry("device_gre", 0x0cL));
  }

  @Test
  void eachWordOfStage1IsTheMemoryThatItsByteMeans() {
    for (Map.Entry<String, Long> word : MemoryWord.attributesOfStage1().entrySet()) {
      AccessAttributes decoded =
          Mair.decode(word.getValue().intValue(), Shareability.INNER, false, false);

      String told = decoded.type().isDevice()
          ? decoded.type().word()
          : decoded.inner().policy().word();
      assertThat(told).isEqualTo(word.getKey());
      assertThat(decoded.outer()).isEqualTo(decoded.inner());
    }
  }
}
