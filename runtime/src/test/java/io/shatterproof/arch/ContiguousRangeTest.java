package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row is one of the table of the Contiguous bit in the Arm manual. */
final class ContiguousRangeTest {

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 3, 16, 16", // 64K
    "SIZE_4K, 2, 16, 25", // 32M
    "SIZE_4K, 1, 16, 34", // 16G
    "SIZE_4K, 0, 1, 39",
    "SIZE_16K, 3, 128, 21", // 2M
    "SIZE_16K, 2, 32, 30", // 1G
    "SIZE_16K, 1, 1, 36",
    "SIZE_64K, 3, 32, 21", // 2M
    "SIZE_64K, 2, 32, 34", // 16G
    "SIZE_64K, 1, 1, 42"
  })
  void soManyEntriesResolveSoManyBits(Granule granule, int level, int entries, int bits) {
    assertThat(ContiguousRange.entries(granule, level)).isEqualTo(entries);
    assertThat(ContiguousRange.bits(granule, level)).isEqualTo(bits);
  }
}
