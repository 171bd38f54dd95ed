package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Descriptors of each granule, against words worked out by hand. */
final class S2FormatTest {
  private static final S2Permissions ALL = new S2Permissions(true, true, true);
  private static final long PAGE_BITS = 0x7ff; // RW, WB, ISH, AF, page
  private static final long BLOCK_BITS = 0x7fd;

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aPageIsTheSameWordInEveryGranule(Granule granule) {
    assertThat(S2Format.of(granule).leaf(0x9876_0000L, 3, ALL, MemoryAttributes.NORMAL_WB))
        .isEqualTo(0x9876_0000L | PAGE_BITS);
  }

  @Test
  void aReadOnlyDeviceBlockThatNobodyExecutes() {
    assertThat(S2Format.of(Granule.SIZE_4K)
            .leaf(
                0x4000_0000L,
                2,
                new S2Permissions(true, false, false),
                new MemoryAttributes(1, Shareability.NON)))
        .isEqualTo(0x0040_0000_4000_0445L);
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 1, BLOCK",
    "SIZE_4K, 0, RESERVED",
    "SIZE_16K, 2, BLOCK",
    "SIZE_16K, 1, RESERVED",
    "SIZE_64K, 2, BLOCK",
    "SIZE_64K, 1, RESERVED",
    "SIZE_64K, 3, RESERVED",
  })
  void aBlockIsReservedWhereItsLevelCannotHoldOne(Granule granule, int level, DescriptorKind kind) {
    S2Format format = S2Format.of(granule);

    assertThat(format.kind(BLOCK_BITS, level)).isEqualTo(kind);
    assertThat(format.allowsBlock(level)).isEqualTo(kind == DescriptorKind.BLOCK);
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 3, 0xfffffffff000",
    "SIZE_4K, 2, 0xffffffe00000",
    "SIZE_4K, 1, 0xffffc0000000",
    "SIZE_16K, 3, 0xffffffffc000",
    "SIZE_16K, 2, 0xfffffe000000",
    "SIZE_64K, 3, 0xffffffff0000",
    "SIZE_64K, 2, 0xffffe0000000",
  })
  void anOutputAddressHasTheBitsFromTheSizeOfTheLeafUpTo47(
      Granule granule, int level, String bits) {
    assertThat(S2Format.of(granule).outputAddress(-1L, level)).isEqualTo(Long.decode(bits));
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0xfffffffff000",
    "SIZE_16K, 0xffffffffc000",
    "SIZE_64K, 0xffffffff0000",
  })
  void aNextTableHasTheBitsFromTheGranuleUpTo47(Granule granule, String bits) {
    assertThat(S2Format.of(granule).nextTablePa(-1L)).isEqualTo(Long.decode(bits));
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 0", "SIZE_16K, 1", "SIZE_64K, 1"})
  void aWalkStartsAtTheFirstLevelOrBelow(Granule granule, int level) {
    assertThat(S2Format.of(granule).firstLevel()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"SIZE_16K, 0x2000000", "SIZE_64K, 0x20000000"})
  void thePartsOfABlockArePagesOfTheGranule(Granule granule, String blockSize) {
    S2Format format = S2Format.of(granule);
    long block = Long.decode(blockSize) | BLOCK_BITS;

    int last = granule.entriesPerTable() - 1;
    assertThat(format.partOfBlock(block, 3, last))
        .isEqualTo(2 * Long.decode(blockSize) - granule.sizeBytes() | PAGE_BITS);
  }
}
