package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Register operands, against words worked out by hand from the manual's fields. */
final class TlbiOperandTest {
  private static final Granule G4 = Granule.SIZE_4K;
  private static final Granule G16 = Granule.SIZE_16K;
  private static final Granule G64 = Granule.SIZE_64K;

  private static final int L3_OF_4K = 0b0111;

  @Test
  void anOperandByIpaHasTheIpaFromBit12OnAndTheHint() {
    assertThat(TlbiOperand.ipa(0x4_1234_5000L, L3_OF_4K)).isEqualTo(0x0000_7000_0041_2345L);
    assertThat(TlbiOperand.ipa(0xf_ffff_ffff_f000L, 0)).isEqualTo(0x0000_00ff_ffff_ffffL);
  }

  @Test
  void anIpaOfMoreThan52BitsHasNoOperand() {
    assertThatThrownBy(() -> TlbiOperand.ipa(0x10_0000_0000_0000L, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOperandByRangeOfIpasHasTheSmallestScale() {
    assertThat(TlbiOperand.ipaRange(G4, 0x4000_0000L, 0x20_0000L, L3_OF_4K, false))
        .isEqualTo(0x0000_53e0_0004_0000L);
    assertThat(TlbiOperand.ipaRange(G4, 0x4000_0000L, 0x20_0000L, L3_OF_4K, true))
        .isEqualTo(0x0000_53e0_0000_4000L);
    assertThat(TlbiOperand.ipaRange(G64, 0x10_0000L, 0x2_0000L, 0, false))
        .isEqualTo(0x0000_c000_0000_0010L);
    assertThat(TlbiOperand.ipaRange(G16, 0x10_0000L, 0x8000L, 0b1011, false))
        .isEqualTo(0x0000_8060_0000_0040L);
  }

  @Test
  void anOperandByVaHasTheAsidOnTop() {
    assertThat(TlbiOperand.va(0xffff_0000_1234_5000L, 0x2a, L3_OF_4K))
        .isEqualTo(0x002a_7ff0_0001_2345L);
    assertThat(TlbiOperand.va(0x1234_5678_9000L, 0, 0)).isEqualTo(0x0000_0001_2345_6789L);
    assertThat(TlbiOperand.asid(0xffff)).isEqualTo(0xffff_0000_0000_0000L);
    assertThat(TlbiOperand.vaRange(G4, 0xffff_0000_4000_0000L, 0x2000, 1, 0, false))
        .isEqualTo(0x0001_4010_0004_0000L);
  }

  /** In granules. */
  @ParameterizedTest
  @CsvSource({
    "1, -1",
    "2, 0",
    "3, -1",
    "64, 0",
    "66, -1",
    "128, 1",
    "512, 1",
    "2048, 1",
    "2112, -1",
    "4096, 2",
    "65536, 2",
    "65538, -1",
    "131072, 3",
    "2097152, 3",
    "2162688, -1",
    "0, -1",
  })
  void aSizeHasASmallestScaleOrNone(long granules, int scale) {
    for (Granule granule : Granule.values()) {
      long sizeBytes = granules * granule.sizeBytes();

      assertThat(TlbiOperand.smallestScale(granule, sizeBytes)).isEqualTo(scale);
      assertThat(TlbiOperand.isRangeSize(granule, sizeBytes)).isEqualTo(scale >= 0);
    }
    assertThat(TlbiOperand.smallestScale(G4, granules * 4096 + 1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "0x1, 0x2000, -1",
    "0x1000, 0x2000, -1",
    "0x2000, 0x2000, 0x2000",
    "0x2001, 0x4000, 0x2000",
    "0x40000, 0x40000, 0x40000",
    "0x40001, 0x80000, 0x40000",
    "0x200000, 0x200000, 0x200000",
    "0x201000, 0x240000, 0x200000",
    "0x801000, 0x1000000, 0x800000",
    "0x200000000, 0x200000000, 0x200000000",
    "0x200000001, -1, 0x200000000",
    "0x7fffffffffffffff, -1, 0x200000000",
  })
  void aSizeHasNeighboursThatRangesCanHave(String size, String atLeast, String atMost) {
    assertThat(TlbiOperand.rangeSizeAtLeast(G4, Long.decode(size))).isEqualTo(Long.decode(atLeast));
    assertThat(TlbiOperand.rangeSizeAtMost(G4, Long.decode(size))).isEqualTo(Long.decode(atMost));
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0x1000, false, true",
    "SIZE_4K, 0x1800, false, false",
    "SIZE_4K, 0x1000, true, false",
    "SIZE_4K, 0x10000, true, true",
    "SIZE_16K, 0x4000, false, true",
    "SIZE_16K, 0x1000, false, false",
    "SIZE_16K, 0x4000, true, false",
    "SIZE_64K, 0x10000, false, true",
    "SIZE_64K, 0x1000, false, false",
    "SIZE_4K, 0x1fffffffff000, false, true",
    "SIZE_4K, 0x2000000000000, false, false",
    "SIZE_4K, 0x2000000000000, true, true",
    "SIZE_4K, 0x20000000000000, true, false",
  })
  void aRangeBeginsAtAGranuleOrAt64KWithDs(
      Granule granule, String address, boolean ds, boolean can) {
    assertThat(TlbiOperand.isRangeBase(granule, Long.decode(address), ds)).isEqualTo(can);
  }

  @Test
  void aRangeThatNoOperandNamesIsRefused() {
    assertThatThrownBy(() -> TlbiOperand.ipaRange(G4, 0x1800, 0x2000, 0, false))
        .hasMessage("no range begins at 0x1800");
    assertThatThrownBy(() -> TlbiOperand.ipaRange(G4, -0x1000L, 0x2000, 0, false))
        .hasMessage("no range begins at 0xfffffffffffff000");
    assertThatThrownBy(() -> TlbiOperand.vaRange(G4, 0x1000, 0x3000, 0, 0, false))
        .hasMessage("no range has a size of 0x3000 with granule 4K");
    assertThatThrownBy(() -> TlbiOperand.ipaRange(G4, 0x1000, 0x2000, 0b1111, false))
        .hasMessage("a hint of another granule than 4K");
  }

  /** First and last address. */
  @ParameterizedTest
  @CsvSource({
    "IPAS2E1IS, 0x0000700000412345, SIZE_4K, false, 0x412345000, 0x412345fff",
    "IPAS2E1IS, 0x0000000000412345, SIZE_16K, false, 0x412344000, 0x412347fff",
    "IPAS2E1IS, 0x000000000041234f, SIZE_64K, false, 0x412340000, 0x41234ffff",
    "IPAS2E1IS, 0x8000ff000000abcd, SIZE_4K, false, 0xabcd000, 0xabcdfff",
    "RIPAS2E1IS, 0x000053e000040000, SIZE_4K, false, 0x40000000, 0x401fffff",
    "RIPAS2E1IS, 0x000053e000004000, SIZE_4K, true, 0x40000000, 0x401fffff",
    "RIPAS2E1, 0x0000400000000001, SIZE_4K, false, 0x1000, 0x2fff",
    "RIPAS2E1, 0x0000800000000001, SIZE_16K, false, 0x4000, 0xbfff",
    "RIPAS2E1, 0x0000c00000000001, SIZE_64K, false, 0x10000, 0x2ffff",
    "RIPAS2E1, 0x00007f8000000000, SIZE_4K, false, 0x0, 0x1ffffffff",
    "VAE1, 0x002a7ff000012345, SIZE_4K, false, 0xffff000012345000, 0xffff000012345fff",
    "VAAE1IS, 0x0000000123456789, SIZE_4K, false, 0x123456789000, 0x123456789fff",
    "RVAE1, 0x0001400000040000, SIZE_4K, false, 0x40000000, 0x40001fff",
    "RVAE1, 0x0001401000040000, SIZE_4K, false, 0xffff000040000000, 0xffff000040001fff",
    "RVAAE1, 0x0000401fffffffff, SIZE_4K, false, 0xfffffffffffff000, 0xffffffffffffffff",
    "RVAAE1, 0x0000c00fffffffff, SIZE_64K, false, 0xfffffffff0000, 0xfffffffffffff",
  })
  void namesAddressesFromFirstToLast(
      TlbiOp op, String operand, Granule granule, boolean ds, String first, String last) {
    long word = word(operand);

    assertThat(TlbiOperand.first(op, word, granule, ds)).isEqualTo(word(first));
    assertThat(TlbiOperand.last(op, word, granule, ds)).isEqualTo(word(last));
  }

  private static long word(String hex) {
    return Long.parseUnsignedLong(hex.substring(2), 16);
  }

  @Test
  void anOperationWithoutAddressesNamesNone() {
    assertThatThrownBy(() -> TlbiOperand.first(TlbiOp.ASIDE1, 0, G4, false))
        .hasMessage("aside1 names no address");
  }

  @Test
  void aRangeOfTheLeastSizeCoversTwoGranules() {
    assertThat(TlbiOperand.rangeSizeBytes(G4, 0x0000_4000_0000_0000L)).isEqualTo(0x2000);
    assertThat(TlbiOperand.rangeSizeBytes(G64, 0x0000_ff80_0000_0000L)).isEqualTo(0x20_0000_0000L);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000400000000000, SIZE_4K",
    "0x0000800000000000, SIZE_16K",
    "0x0000c00000000000, SIZE_64K",
    "0x00003fffffffffff, ",
  })
  void aRangeHasAGranuleUnlessTgIsReserved(String operand, Granule granule) {
    assertThat(TlbiOperand.rangeGranule(word(operand)).orElse(null)).isEqualTo(granule);
  }

  @ParameterizedTest
  @CsvSource({
    "VMALLE1, 0x0000700000000000, 0b0000",
    "ASIDE1, 0x0000700000000000, 0b0000",
    "IPAS2E1, 0x0000700000000000, 0b0111",
    "VAE1, 0x0000e00000000000, 0b1110",
    "RIPAS2E1, 0x0000406000000000, 0b0111",
    "RIPAS2E1, 0x0000c04000000000, 0b1110",
    "RVAE1, 0x0000400000000000, 0b0000",
  })
  void hasAHintOfOneFormInBothFormats(TlbiOp op, String operand, String ttl) {
    assertThat(TlbiOperand.hint(op, word(operand)))
        .isEqualTo(Integer.parseInt(ttl.substring(2), 2));
  }

  @Test
  void hasAnAsid() {
    assertThat(TlbiOperand.asid(0xfedc_7ff0_0001_2345L)).isEqualTo(0xfedc);
  }

  /** The entry that contains the address, of a level and a kind; the granule is 4K. */
  @ParameterizedTest
  @CsvSource({
    "VMALLS12E1IS, 0x0, 2, 0x412345000, false, true",
    "IPAS2E1IS, 0x0000000000412345, 3, 0x412345000, false, true",
    "IPAS2E1IS, 0x0000000000412345, 3, 0x412346000, false, false",
    "IPAS2E1IS, 0x0000000000412345, 3, 0x412344000, false, false",
    "IPAS2E1IS, 0x0000000000412345, 2, 0x412200000, false, true",
    "IPAS2E1IS, 0x0000000000412345, 2, 0x412400000, false, false",
    "IPAS2E1IS, 0x0000000000412345, 2, 0x412200000, true, true",
    "IPAS2LE1IS, 0x0000000000412345, 2, 0x412200000, true, false",
    "IPAS2LE1IS, 0x0000000000412345, 2, 0x412200000, false, true",
    "IPAS2E1IS, 0x0000700000412345, 3, 0x412345000, false, true",
    "IPAS2E1IS, 0x0000700000412345, 2, 0x412200000, false, false",
    "IPAS2E1IS, 0x0000700000412345, 2, 0x412200000, true, true",
    "IPAS2E1IS, 0x0000600000412345, 2, 0x412200000, true, false",
    "IPAS2E1IS, 0x0000600000412345, 1, 0x400000000, true, true",
    "IPAS2E1IS, 0x0000b00000412345, 3, 0x412345000, false, false",
    "IPAS2E1IS, 0x0000600000412345, -1, 0x0, true, true",
    "RIPAS2E1IS, 0x0000400000000004, 3, 0x3000, false, false",
    "RIPAS2E1IS, 0x0000400000000004, 3, 0x4000, false, true",
    "RIPAS2E1IS, 0x0000400000000004, 3, 0x5000, false, true",
    "RIPAS2E1IS, 0x0000400000000004, 3, 0x6000, false, false",
    "RIPAS2E1IS, 0x0000400000000004, 2, 0x0, false, true",
    "RIPAS2E1IS, 0x0000800000000004, 3, 0x10000, false, false",
    "RIPAS2E1IS, 0x0000000000000004, 3, 0x4000, false, false",
    "RIPAS2E1IS, 0x0000406000000004, 3, 0x4000, false, true",
    "RIPAS2E1IS, 0x0000404000000004, 3, 0x4000, false, false",
    "RIPAS2LE1IS, 0x0000400000000004, 2, 0x0, true, false",
    "VAE1, 0x00000ff000012345, 3, 0xffff000012345000, false, true",
    "VAE1, 0x00000ff000012345, 3, 0x000012345000, false, false",
    "RVAE1, 0x0000401fffffffff, 3, 0x0, false, false",
    "RVAE1, 0x0000401fffffffff, 3, 0xfffffffffffff000, false, true",
  })
  void namesTheEntriesThatHaveToGo(
      TlbiOp op, String operand, int level, String address, boolean isTable, boolean names) {
    assertThat(
            TlbiOperand.names(op, word(operand), G4, false, false, level, word(address), isTable))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "4K level 1, 0x0000402000040000, false, false",
    "4K level 1 and bit 29, 0x0000402000060000, false, true",
    "4K level 2, 0x0000404000000200, false, false",
    "4K level 2 and bit 20, 0x0000404000000100, false, true",
    "4K level 2 and bit 12, 0x0000404000000201, false, true",
    "4K level 3, 0x0000406000000001, false, false",
    "4K any level, 0x0000400000000001, false, false",
    "16K level 2, 0x0000804000000800, false, false",
    "16K level 2 and bit 24, 0x0000804000000400, false, true",
    "16K level 1 without DS, 0x0000802000000001, false, false",
    "16K level 1 with DS, 0x0000802000100000, true, false",
    "16K level 1 with DS and bit 35, 0x0000802000080000, true, true",
    "64K level 1, 0x0000c02004000000, false, false",
    "64K level 1 and bit 41, 0x0000c02002000000, false, true",
    "64K level 2, 0x0000c04000002000, false, false",
    "64K level 2 and bit 28, 0x0000c04000001000, false, true",
    "reserved granule, 0x0000002000000001, false, false",
    "4K level 2 with DS and bit 16, 0x0000404000000001, true, true",
    "4K level 2 with DS, 0x0000404000000020, true, false",
  })
  void aRangeOfBlocksBeginsAtABlock(String what, String operand, boolean ds, boolean isBad) {
    assertThat(TlbiOperand.isUnpredictableBase(word(operand), ds)).as(what).isEqualTo(isBad);
  }
}
