package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MairTest {

  @ParameterizedTest
  @CsvSource({"0, 0x11", "1, 0x22", "6, 0x77", "7, 0xff"})
  void attributeIsTheByteOfAnIndex(int index, int attribute) {
    assertThat(Mair.attribute(0xff77_6655_4433_2211L, index)).isEqualTo(attribute);
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, DEVICE_NGNRNE, NC, NC, true",
    "0x04, DEVICE_NGNRE, NC, NC, true",
    "0x08, DEVICE_NGRE, NC, NC, true",
    "0x0c, DEVICE_GRE, NC, NC, true",
    "0x01, DEVICE_NGNRNE, NC, NC, false",
    "0x0d, DEVICE_GRE, NC, NC, false",
    "0x44, NORMAL, NC, NC, true",
    "0x4f, NORMAL, NC, WB_RAWA, true",
    "0xf4, NORMAL, WB_RAWA, NC, true",
    "0x88, NORMAL, WT_NA, WT_NA, true",
    "0xaa, NORMAL, WT_RA, WT_RA, true",
    "0x9b, NORMAL, WT_WA, WT_RAWA, true",
    "0xff, NORMAL, WB_RAWA, WB_RAWA, false",
    "0xed, NORMAL, WB_RA, WB_WA, false",
    "0xfb, NORMAL, WB_RAWA, WT_RAWA, true",
    "0x23, NORMAL, WT_RA_TRANSIENT, WT_RAWA_TRANSIENT, true",
    "0x57, NORMAL, WB_WA_TRANSIENT, WB_RAWA_TRANSIENT, false",
    "0x40, NORMAL, NC, NC, false",
    "0xa0, NORMAL, WT_RA, WT_RA, false"
  })
  void byteMeansWhatTheRegisterSays(
      int attribute, MemoryType type, Cacheability outer, Cacheability inner, boolean xs) {
    AccessAttributes attributes = Mair.decode(attribute, Shareability.INNER, true, true);

    assertThat(attributes.type()).isEqualTo(type);
    assertThat(attributes.outer()).isEqualTo(outer);
    assertThat(attributes.inner()).isEqualTo(inner);
    assertThat(attributes.xs()).isEqualTo(xs);
    assertThat(attributes.tagging()).isEqualTo(Tagging.UNTAGGED);
    assertThat(attributes.shareability()).isEqualTo(Shareability.INNER);
  }

  @Test
  void taggedMemoryNeedsItsFeature() {
    AccessAttributes tagged = Mair.decode(0xf0, Shareability.INNER, false, true);
    AccessAttributes unpredictable = Mair.decode(0xf0, Shareability.INNER, true, false);

    assertThat(tagged.tagging()).isEqualTo(Tagging.ALLOCATION_TAGGED);
    assertThat(tagged.inner()).isEqualTo(Cacheability.WB_RAWA);
    assertThat(tagged.outer()).isEqualTo(Cacheability.WB_RAWA);
    assertThat(tagged.xs()).isFalse();
    assertThat(unpredictable.type()).isEqualTo(MemoryType.DEVICE_NGNRNE);
  }

  @ParameterizedTest
  @CsvSource({"0x40", "0xa0", "0x10", "0x80", "0xc0"})
  void lowNibbleOfZeroIsUnpredictableWithoutItsFeature(int attribute) {
    assertThat(Mair.decode(attribute, Shareability.INNER, false, true).type())
        .isEqualTo(MemoryType.DEVICE_NGNRNE);
  }

  @Test
  void withoutItsFeatureXsOfDeviceMemoryIsOne() {
    assertThat(Mair.decode(0x01, Shareability.OUTER, false, false).xs()).isTrue();
    assertThat(Mair.decode(0x01, Shareability.OUTER, true, false).xs()).isFalse();
  }

  /** Every byte that is not UNPREDICTABLE, and that no other byte means too. */
  static IntStream bytes() {
    return IntStream.range(0, 0x100)
        .filter(attribute -> attribute >>> 4 == 0
            ? (attribute & 0b10) == 0
            : (attribute & 0xf) != 0
                || attribute == 0x40
                || attribute == 0xa0
                || attribute == 0xf0);
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void byteIsReportedAsItWasWritten(int attribute) {
    assertThat(Mair.encode(Mair.decode(attribute, Shareability.INNER, true, true)))
        .isEqualTo(attribute);
  }

  @Test
  void memoryWithoutTagAccessIsReportedApart() {
    AccessAttributes attributes = new AccessAttributes(
        MemoryType.NORMAL,
        Cacheability.WB_RAWA,
        Cacheability.WB_RAWA,
        Shareability.INNER,
        false,
        Tagging.ALLOCATION_TAGGED,
        true);

    assertThat(Mair.encode(attributes)).isEqualTo(0xe0);
  }

  /** FnXS of stage 2 can clear XS of memory that has no byte for it. */
  @Test
  void clearXsHasNoByteForMostMemory() {
    AccessAttributes writeThrough =
        AccessAttributes.normal(Cacheability.WT_RAWA, Shareability.INNER, false);

    assertThat(Mair.encode(writeThrough)).isEqualTo(0xbb);
  }
}
