package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.UnsupportedByProviderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptors as Xen stores them; the constants were computed by hand from its field layout. */
final class EntryCodecTest {
  private static final EntryCodec CODEC =
      new EntryCodec(TypeNumbering.XEN_4_8, S2Format.of(Granule.SIZE_4K));
  private static final long MFN = 0x1_2345;

  @ParameterizedTest
  @CsvSource({
    "RAM_RW,   3, 00800000000007FF",
    "RAM_RW,   2, 00800000000007FD",
    "RAM_RW,   1, 00800000000007FD",
    "RAM_RO,   3, 010000000000077F",
    "MMIO_DEV, 3, 01C00000000006C7",
    "MMIO_NC,  3, 02400000000006D7",
    "MMIO_C,   3, 02C00000000006FF",
    "FOREIGN,  3, 03400000000007FF",
    "GRANT_RW, 3, 03C00000000007FF",
    "GRANT_RO, 3, 044000000000077F"
  })
  void leavesAreTheKnownConstants(P2mType type, int level, String constant) {
    long mfn = level == 3 ? MFN : 0x4_0000;

    long leaf = CODEC.leaf(mfn, level, type, P2mAccess.RWX);

    assertThat(leaf).isEqualTo((mfn << 12) + Long.parseUnsignedLong(constant, 16));
    assertThat(CODEC.type(leaf)).contains(type);
    assertThat(CODEC.base(leaf)).isEqualTo(mfn);
  }

  /** S2AP (write, read) and XN for each class of types: A ram_rw, B ram_ro, C grant_rw, D grant_ro. */
  @ParameterizedTest
  @CsvSource({
    "N,     00/1, 00/1, 00/1, 00/1",
    "N2RWX, 00/1, 00/1, 00/1, 00/1",
    "R,     01/1, 01/1, 01/1, 01/1",
    "W,     10/1, 00/1, 10/1, 00/1",
    "RW,    11/1, 01/1, 11/1, 01/1",
    "X,     00/0, 00/0, 00/1, 00/1",
    "RX,    01/0, 01/0, 01/1, 01/1",
    "RX2RW, 01/0, 01/0, 01/1, 01/1",
    "WX,    10/0, 00/0, 10/1, 00/1",
    "RWX,   11/0, 01/0, 11/1, 01/1"
  })
  void accessOnlyTakesAway(P2mAccess access, String a, String b, String c, String d) {
    assertThat(permissions(P2mType.RAM_RW, access)).isEqualTo(a);
    assertThat(permissions(P2mType.RAM_RO, access)).isEqualTo(b);
    assertThat(permissions(P2mType.GRANT_RW, access)).isEqualTo(c);
    assertThat(permissions(P2mType.MMIO_DEV, access)).isEqualTo(c);
    assertThat(permissions(P2mType.FOREIGN, access)).isEqualTo(c);
    assertThat(permissions(P2mType.GRANT_RO, access)).isEqualTo(d);
  }

  private static String permissions(P2mType type, P2mAccess access) {
    long leaf = CODEC.leaf(MFN, 3, type, access);
    return "" + (leaf >>> 7 & 1) + (leaf >>> 6 & 1) + "/" + (leaf >>> 54 & 1);
  }

  @Test
  void tableEntriesCarryTheDefaultAccess() {
    assertThat(CODEC.table(MFN << 12, P2mAccess.RWX))
        .isEqualTo((MFN << 12) + 0x0040_0000_0000_077fL);
    assertThat(CODEC.table(MFN << 12, P2mAccess.N)).isEqualTo((MFN << 12) + 0x0040_0000_0000_073fL);
  }

  @Test
  void beforeNonCacheableMappingsTheLaterTypesHadSmallerNumbers() {
    EntryCodec old = new EntryCodec(TypeNumbering.BEFORE_MMIO_NC, S2Format.of(Granule.SIZE_4K));

    assertThat(old.leaf(MFN, 3, P2mType.MMIO_C, P2mAccess.RWX))
        .isEqualTo((MFN << 12) + 0x0240_0000_0000_06ffL);
    assertThat(old.type(old.leaf(MFN, 3, P2mType.IOMMU_RO, P2mAccess.RWX)))
        .contains(P2mType.IOMMU_RO);
    assertThatThrownBy(() -> old.leaf(MFN, 3, P2mType.MMIO_NC, P2mAccess.RWX))
        .isInstanceOf(UnsupportedByProviderException.class)
        .hasMessage("the type mmio_nc");
  }

  @Test
  void theInvalidTypeIsNoType() {
    assertThat(CODEC.type(CODEC.table(MFN << 12, P2mAccess.RWX))).isEmpty();
  }
}
