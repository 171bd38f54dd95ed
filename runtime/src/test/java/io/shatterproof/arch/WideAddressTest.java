package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Addresses of 52 bits: with FEAT_LPA2 and DS = 1 bits[51:50] stand at [9:8], in 64K tables with FEAT_LPA
 * bits[51:48] stand at [15:12].
 */
final class WideAddressTest {
  private static final Platform WIDE =
      Platform.plain("wide").withPa(52).withFeatures(Set.of(Feature.LPA, Feature.LPA2));
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0xc000040000000, 0x400003ff, 0x40000303",
    "SIZE_4K, 0x8000040000000, 0x400002ff, 0x40000203",
    "SIZE_4K, 0x3000040000000, 0x30000400000ff, 0x3000040000003",
    "SIZE_16K, 0x4000040000000, 0x400001ff, 0x40000103",
    "SIZE_64K, 0xf000040000000, 0x4000f3ff, 0x4000f003",
    "SIZE_64K, 0x9000040000000, 0x400093ff, 0x40009003",
  })
  void standsWhereTheFormatPutsIt(Granule granule, String pa, String leaf, String table) {
    S2Format format = S2Format.of(WIDE, granule, true);
    long withAccessFlag = Long.decode(leaf) | 1L << 10;

    assertThat(format.leaf(Long.decode(pa), 3, ALL, MemoryAttributes.NORMAL_WB))
        .isEqualTo(withAccessFlag);
    assertThat(format.outputAddress(withAccessFlag, 3)).isEqualTo(Long.decode(pa));
    assertThat(format.table(Long.decode(pa))).isEqualTo(Long.decode(table));
    assertThat(format.nextTablePa(Long.decode(table))).isEqualTo(Long.decode(pa));
  }
}
