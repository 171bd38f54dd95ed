package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Literals of the tables of the manual. */
final class AttributeRulesTest {

  @ParameterizedTest
  @CsvSource({
    "0b0000, DEVICE_NGNRNE, false, false",
    "0b0001, DEVICE_NGNRE, false, false",
    "0b0010, DEVICE_NGRE, false, false",
    "0b0011, DEVICE_GRE, false, false",
    "0b0100, NORMAL, true, false",
    "0b0101, NORMAL, false, false",
    "0b0110, NORMAL, false, false",
    "0b0111, NORMAL, false, false",
    "0b1000, NORMAL, true, true",
    "0b1001, NORMAL, false, false",
    "0b1010, NORMAL, false, false",
    "0b1011, NORMAL, false, false",
    "0b1100, NORMAL, true, true",
    "0b1101, NORMAL, false, false",
    "0b1110, NORMAL, false, false",
    "0b1111, NORMAL, false, false"
  })
  void memAttrWithoutFwb(
      String bits, MemoryType type, boolean isReserved, boolean isReservedWithMtePerm) {
    int memAttr = binary(bits);

    assertThat(AttributeRules.type(memAttr)).isEqualTo(type);
    assertThat(AttributeRules.isReserved(memAttr, false)).isEqualTo(isReserved);
    assertThat(AttributeRules.isReserved(memAttr, true)).isEqualTo(isReservedWithMtePerm);
    assertThat(AttributeRules.isNoTagAccess(memAttr)).isEqualTo(memAttr == 4);
  }

  @ParameterizedTest
  @CsvSource({"0b01, NC", "0b10, WT", "0b11, WB"})
  void twoBitsOfMemAttr(String bits, Cacheability.Policy policy) {
    assertThat(AttributeRules.policy(binary(bits))).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({
    "0b000, DEVICE_NGNRNE, DEVICE_NGNRNE, DEVICE_NGNRNE",
    "0b001, DEVICE_NGNRE, DEVICE_NGNRE, DEVICE_NGNRNE",
    "0b010, DEVICE_NGRE, DEVICE_NGRE, DEVICE_NGNRNE",
    "0b011, DEVICE_GRE, DEVICE_GRE, DEVICE_NGNRNE",
    "0b100, NORMAL, DEVICE_GRE, DEVICE_NGNRNE",
    "0b101, NORMAL, DEVICE_GRE, DEVICE_NGNRNE",
    "0b110, NORMAL, NORMAL, NORMAL",
    "0b111, NORMAL, DEVICE_GRE, DEVICE_NGNRNE"
  })
  void typeWithFwbDependsOnStage1(
      String bits, MemoryType ofNormal, MemoryType ofGre, MemoryType ofNgnrne) {
    for (int bit3 : new int[] {0, 0b1000}) {
      int memAttr = binary(bits) | bit3;

      assertThat(AttributeRules.typeWithFwb(memAttr, MemoryType.NORMAL)).isEqualTo(ofNormal);
      assertThat(AttributeRules.typeWithFwb(memAttr, MemoryType.DEVICE_GRE)).isEqualTo(ofGre);
      assertThat(AttributeRules.typeWithFwb(memAttr, MemoryType.DEVICE_NGNRNE)).isEqualTo(ofNgnrne);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0b101, NC, NC",
    "0b101, WT_RA, NC",
    "0b101, WB_RAWA, NC",
    "0b100, WB_RAWA, NC",
    "0b110, NC, WB_RAWA",
    "0b110, WT_RA, WB_RA",
    "0b110, WT_WA_TRANSIENT, WB_WA_TRANSIENT",
    "0b110, WB_NA, WB_NA",
    "0b111, NC, NC",
    "0b111, WT_RA, WT_RA",
    "0b111, WB_RA_TRANSIENT, WB_RA_TRANSIENT"
  })
  void cacheabilityWithFwbDependsOnStage1(String bits, Cacheability stage1, Cacheability result) {
    assertThat(AttributeRules.cacheabilityWithFwb(binary(bits), stage1)).isEqualTo(result);
    assertThat(AttributeRules.forcesWriteBack(binary(bits))).isEqualTo(bits.equals("0b110"));
  }

  @Test
  void noTagAccessWithFwbIsThreeOnes() {
    for (int memAttr = 0; memAttr < 16; memAttr++) {
      assertThat(AttributeRules.isNoTagAccessWithFwb(memAttr)).isEqualTo(memAttr >= 14);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEVICE_NGNRNE, DEVICE_GRE, DEVICE_NGNRNE",
    "DEVICE_NGNRE, DEVICE_NGRE, DEVICE_NGNRE",
    "DEVICE_NGRE, DEVICE_NGNRE, DEVICE_NGNRE",
    "DEVICE_GRE, DEVICE_GRE, DEVICE_GRE",
    "DEVICE_GRE, NORMAL, DEVICE_GRE",
    "NORMAL, DEVICE_NGRE, DEVICE_NGRE",
    "NORMAL, NORMAL, NORMAL"
  })
  void strictestTypeWins(MemoryType stage1, MemoryType stage2, MemoryType result) {
    assertThat(stage1.and(stage2)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "NC, NC, NC",
    "NC, WT, NC",
    "NC, WB, NC",
    "WT_RA, NC, NC",
    "WT_RA, WT, WT_RA",
    "WT_RA, WB, WT_RA",
    "WB_WA_TRANSIENT, NC, NC",
    "WB_WA_TRANSIENT, WT, WT_WA_TRANSIENT",
    "WB_WA_TRANSIENT, WB, WB_WA_TRANSIENT"
  })
  void weakestCacheabilityWinsWithTheHintsOfStage1(
      Cacheability stage1, Cacheability.Policy stage2, Cacheability result) {
    assertThat(stage1.and(stage2)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "NON, NON, NON",
    "NON, INNER, INNER",
    "NON, OUTER, OUTER",
    "INNER, NON, INNER",
    "INNER, INNER, INNER",
    "INNER, OUTER, OUTER",
    "OUTER, NON, OUTER",
    "OUTER, INNER, OUTER",
    "OUTER, OUTER, OUTER"
  })
  void widestShareabilityWins(Shareability stage1, Shareability stage2, Shareability result) {
    assertThat(AttributeRules.combine(stage1, stage2)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "DEVICE_GRE, NC, NC, OUTER",
    "NORMAL, NC, NC, OUTER",
    "NORMAL, WB_RAWA, NC, NON",
    "NORMAL, NC, WT_RA, NON",
    "NORMAL, WB_RAWA, WB_RAWA, NON"
  })
  void deviceAndNoncacheableMemoryIsOuterShareable(
      MemoryType type, Cacheability inner, Cacheability outer, Shareability result) {
    assertThat(AttributeRules.effective(type, inner, outer, Shareability.NON)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"WB_NA, WB_RAWA, true", "WB_NA, WT_RA, false", "NC, WB_NA, false", "NC, NC, false"})
  void writeBackIsOfBothSides(Cacheability inner, Cacheability outer, boolean result) {
    assertThat(AttributeRules.isWriteBack(inner, outer)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOCATION_TAGGED, NORMAL, WB_RAWA, WB_RAWA, ALLOCATION_TAGGED",
    "ALLOCATION_TAGGED, NORMAL, WB_RA, WB_RAWA, UNTAGGED",
    "ALLOCATION_TAGGED, NORMAL, WB_RAWA, WB_RAWA_TRANSIENT, UNTAGGED",
    "ALLOCATION_TAGGED, NORMAL, WT_RAWA, WT_RAWA, UNTAGGED",
    "ALLOCATION_TAGGED, DEVICE_GRE, WB_RAWA, WB_RAWA, UNTAGGED",
    "CANONICALLY_TAGGED, NORMAL, NC, NC, CANONICALLY_TAGGED",
    "UNTAGGED, NORMAL, WB_RAWA, WB_RAWA, UNTAGGED"
  })
  void tagsNeedWriteBackMemoryWithBothHints(
      Tagging stage1, MemoryType type, Cacheability inner, Cacheability outer, Tagging result) {
    assertThat(AttributeRules.tagging(stage1, type, inner, outer)).isEqualTo(result);
  }

  private static int binary(String bits) {
    return Integer.parseInt(bits.substring(2), 2);
  }
}
