package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DescriptorAccountTest {
  private static final long FWB = 1L << 46;
  private static final Set<Feature> NO_TAGS = EnumSet.complementOf(EnumSet.of(Feature.MTE_PERM));

  private static Account leaf(Set<Feature> features, long vtcr, long descriptor, int level) {
    return Accounts.decoder(features, 48, vtcr).descriptor(descriptor, level);
  }

  private static Account page(Set<Feature> features, long descriptor) {
    return leaf(features, Accounts.VTCR_4K, descriptor, 3);
  }

  @Test
  void pageOf4k() {
    assertThat(page(Accounts.NONE, 0x9876_57ffL).text()).isEqualTo("""
        0x987657ff at level 3, granule 4K: page 0x98765000 of 4K, rwx, Normal WB, inner shareable
          [63]     AMEC        0        RES0 outside of Realm state
          [62:60]  IGNORED     0b000    not used by a PE; an SMMU may
          [59]     IGNORED     0
          [58:56]  software    0b000
          [55]     IGNORED     0        NS in Realm state only
          [54]     XN          0        executable
          [53]     XN[0]       0        RES0 without FEAT_XNX
          [52]     Contiguous  0        stands alone
          [51]     DBM         0        RES0 without FEAT_HAFDBS
          [50]     RES0        0
          [49:48]  RES0        0b00
          [47:12]  OA[47:12]   0x98765  0x98765000
          [11]     FnXS        0        RES0 without FEAT_XS
          [10]     AF          1        accessed
          [9:8]    SH          0b11     inner shareable
          [7:6]    S2AP        0b11     read and write
          [5:2]    MemAttr     0b1111   Normal, outer WB, inner WB
          [1:0]    Type        0b11     page
        """);
  }

  @Test
  void forcedXsCountsWithoutItsFeature() {
    assertThat(Accounts.line(page(Accounts.NONE, 0x9876_5fffL), "[11]"))
        .isEqualTo("! [11] FnXS 1 RES0 without FEAT_XS; should be 0; honoured all the same: XS is"
            + " forced to 0");
    assertThat(Accounts.line(page(Accounts.ALL, 0x9876_5fffL), "[11]"))
        .isEqualTo("[11] FnXS 1 XS is forced to 0");
  }

  @Test
  void blockOf2mDevice() {
    Account account = leaf(Accounts.ALL, Accounts.VTCR_4K, 0x0040_0000_4000_0445L, 2);

    assertThat(account.heading())
        .isEqualTo("0x40000040000445 at level 2, granule 4K: block"
            + " 0x40000000 of 2M, r, Device-nGnRE, non-shareable");
    assertThat(Accounts.line(account, "[54:53]")).isEqualTo("[54:53] XN 0b10 not executable");
    assertThat(Accounts.line(account, "[7:6]")).isEqualTo("[7:6] S2AP 0b01 read-only");
    assertThat(account.consequences()).isEmpty();
  }

  @Test
  void pageOf4kWith52BitAddress() {
    // T0SZ 12, SL2 1, SL0 0, PS 52, DS 1, SH0 outer
    Account account =
        Accounts.decoder(Accounts.ALL, 52, 0x3_8006_250cL).descriptor(0x0003_1234_5678_97ffL, 3);

    assertThat(account.heading())
        .isEqualTo("0x31234567897ff at level 3, granule 4K, DS = 1: page"
            + " 0xf123456789000 of 4K, rwx, Normal WB, outer shareable");
    assertThat(account.consequences())
        .containsExactly("the shareability is VTCR_EL2.SH0: outer shareable");
  }

  @Test
  void pageOf64kWith52BitAddress() {
    Account account =
        Accounts.decoder(Accounts.ALL, 52, 0x8006_7556L).descriptor(0x0000_bcde_f012_a7ffL, 3);

    assertThat(account.heading())
        .isEqualTo("0xbcdef012a7ff at level 3, granule 64K: page"
            + " 0xabcdef0120000 of 64K, rwx, Normal WB, inner shareable");
  }

  @Test
  void addressBeyondTheOutputSizeIsRemarked() {
    Account account = page(Accounts.ALL, 0x0100_9876_57ffL);

    assertThat(Accounts.line(account, "[47:12]"))
        .startsWith("! [47:12] OA[47:12]")
        .endsWith("beyond the output size of 40 bits");
    assertThat(account.consequences())
        .containsExactly(
            "an access through it is an Address size fault level 3: the output size is 40 bits");
    assertThat(page(Accounts.ALL, 0x00ff_9876_57ffL).consequences()).isEmpty();
  }

  @Test
  void nextTableBeyondTheOutputSizeIsRemarked() {
    assertThat(leaf(Accounts.ALL, Accounts.VTCR_4K, 0x0100_9876_5003L, 1).consequences())
        .containsExactly(
            "an access through it is an Address size fault level 1: the output size is 40 bits");
  }

  @Test
  void reservedBitsThatAreSetAreRemarked() {
    Account account = leaf(Accounts.NONE, Accounts.VTCR_4K, 0x0027_0000_4014_07fdL, 2);

    assertThat(Accounts.line(account, "[53]"))
        .isEqualTo("! [53] XN[0] 1 RES0 without FEAT_XNX; should be 0");
    assertThat(Accounts.line(account, "[50]")).isEqualTo("! [50] RES0 1 should be 0");
    assertThat(Accounts.line(account, "[49:48]")).isEqualTo("! [49:48] RES0 0b11 should be 0");
    assertThat(Accounts.line(account, "[20:17]")).isEqualTo("! [20:17] RES0 0b1010 should be 0");
    assertThat(account.heading()).contains("block 0x40000000 of 2M");
  }

  @ParameterizedTest
  @CsvSource({
    "0, executable at EL1 and EL0, rwx",
    "1, 'executable at EL0, not at EL1', rwx(EL0)",
    "2, not executable, rw",
    "3, 'executable at EL1, not at EL0', rwx(EL1)"
  })
  void executeNeverWithXnx(long xn, String meaning, String permissions) {
    Account account = page(Accounts.ALL, 0x9876_57ffL | xn << 53);

    assertThat(Accounts.line(account, "[54:53]")).endsWith(" " + meaning);
    assertThat(account.heading()).contains(", " + permissions + ", ");
  }

  @ParameterizedTest
  @CsvSource({"0, rwx", "1, rwx", "2, rw", "3, rw"})
  void executeNeverWithoutXnx(long xn, String permissions) {
    assertThat(page(Accounts.NONE, 0x9876_57ffL | xn << 53).heading())
        .contains(", " + permissions + ", ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'no read, no write', x",
    "1, read-only, rx",
    "2, write-only, wx",
    "3, read and write, rwx"
  })
  void accessPermissions(long s2ap, String meaning, String permissions) {
    Account account = page(Accounts.ALL, 0x9876_573fL | s2ap << 6);

    assertThat(Accounts.line(account, "[7:6]")).endsWith(meaning);
    assertThat(account.heading()).contains(", " + permissions + ", ");
  }

  @Test
  void dirtyStateCountsWithHaAndHdOnly() {
    long clean = 0x0008_0000_9876_577fL; // DBM, read-only
    Account managed = leaf(Accounts.ALL, Accounts.VTCR_4K | 0b11L << 21, clean, 3);
    Account ignored = leaf(Accounts.ALL, Accounts.VTCR_4K | 0b10L << 21, clean, 3);
    Account dirty = leaf(Accounts.ALL, Accounts.VTCR_4K | 0b11L << 21, clean | 0x80, 3);

    assertThat(Accounts.line(managed, "[51]"))
        .isEqualTo("[51] DBM 1 writable-clean: a write sets S2AP[1]");
    assertThat(managed.heading()).contains(", rwx, ");
    assertThat(Accounts.line(ignored, "[51]"))
        .isEqualTo("! [51] DBM 1 ignored: needs VTCR_EL2.HA and HD");
    assertThat(ignored.heading()).contains(", rx, ");
    assertThat(Accounts.line(dirty, "[51]")).isEqualTo("[51] DBM 1 writable-dirty");
  }

  @Test
  void clearAccessFlagFaultsUnlessHardwareSetsIt() {
    assertThat(Accounts.line(page(Accounts.ALL, 0x9876_53ffL), "[10]"))
        .isEqualTo("[10] AF 0 an access is an Access flag fault level 3");
    assertThat(
            Accounts.line(leaf(Accounts.ALL, Accounts.VTCR_4K | 1L << 21, 0x9876_53ffL, 3), "[10]"))
        .isEqualTo("[10] AF 0 hardware sets it at the first access");
  }

  /** Spans of 4K, 16K and 64K; VTCR_EL2 with T0SZ 24 and a start level that fits. */
  @ParameterizedTest
  @CsvSource({
    "0x80020518, 1, 1, '16 entries that cover 16G'",
    "0x80020518, 2, 1, '16 entries that cover 32M'",
    "0x80020518, 3, 3, '16 entries that cover 64K'",
    "0x80028558, 2, 1, '32 entries that cover 1G'",
    "0x80028558, 3, 3, '128 entries that cover 2M'",
    "0x80024558, 2, 1, '32 entries that cover 16G'",
    "0x80024558, 3, 3, '32 entries that cover 2M'"
  })
  void contiguousSpan(String vtcr, int level, long type, String span) {
    long descriptor = 1L << 52 | 0x7fcL | type;
    assertThat(Accounts.line(leaf(Accounts.ALL, Long.decode(vtcr), descriptor, level), "[52]"))
        .isEqualTo("[52] Contiguous 1 one of " + span);
  }

  @Test
  void contiguousNamesThePlaceThatItsAddressHas() {
    assertThat(page(Accounts.ALL, 1L << 52 | 0x9876_57ffL).consequences())
        .containsExactly(
            "contiguous: its address is that of entry 5, from 0, of a range of 64K at PA 0x98760000");
  }

  @Test
  void contiguousIsIgnoredWhereThereIsNoRange() {
    // 16K with DS = 1, a block of 64G
    Account account =
        Accounts.decoder(Accounts.ALL, 52, 0x1_8006_a594L).descriptor(1L << 52 | 0x4fdL, 1);

    assertThat(Accounts.line(account, "[52]"))
        .isEqualTo("! [52] Contiguous 1 ignored: no contiguous range at this level");
  }

  @Test
  void contiguousRangeLargerThanTheIpaSpaceIsRemarked() {
    // T0SZ 31: 33 bits, less than the 34 of 16G
    assertThat(Accounts.line(leaf(Accounts.ALL, 0x8002_355fL, 1L << 52 | 0x7fdL, 1), "[52]"))
        .startsWith("! [52] Contiguous 1 one of 16 entries that cover 16G; the range is larger");
  }

  @ParameterizedTest
  @CsvSource({
    "0x0, Device-nGnRnE",
    "0x1, Device-nGnRE",
    "0x2, Device-nGRE",
    "0x3, Device-GRE",
    "0x5, 'Normal, outer NC, inner NC'",
    "0x6, 'Normal, outer NC, inner WT'",
    "0x7, 'Normal, outer NC, inner WB'",
    "0x9, 'Normal, outer WT, inner NC'",
    "0xa, 'Normal, outer WT, inner WT'",
    "0xb, 'Normal, outer WT, inner WB'",
    "0xd, 'Normal, outer WB, inner NC'",
    "0xe, 'Normal, outer WB, inner WT'",
    "0xf, 'Normal, outer WB, inner WB'"
  })
  void memoryTypeWithoutFwb(String memAttr, String meaning) {
    Account account = page(Accounts.ALL, 0x9876_57c3L | Long.decode(memAttr) << 2);

    assertThat(Accounts.line(account, "[5:2]"))
        .startsWith("[5:2] MemAttr 0b")
        .endsWith(" " + meaning);
  }

  @Test
  void reservedMemoryTypesAreRemarked() {
    for (long memAttr : List.of(0b1000L, 0b1100L)) {
      assertThat(Accounts.line(page(Accounts.ALL, 0x9876_57c3L | memAttr << 2), "[5:2]"))
          .startsWith("! ")
          .contains("CONSTRAINED UNPREDICTABLE");
    }
    assertThat(Accounts.line(page(NO_TAGS, 0x9876_57d3L), "[5:2]")).startsWith("! ");
    assertThat(Accounts.line(page(Accounts.ALL, 0x9876_57d3L), "[5:2]"))
        .isEqualTo("[5:2] MemAttr 0b0100 Normal, outer WB, inner WB, NoTagAccess (FEAT_MTE_PERM)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'FWB: Device-nGnRnE, or a stricter Device type of stage 1'",
    "1, 'FWB: Device-nGnRE, or a stricter Device type of stage 1'",
    "2, 'FWB: Device-nGRE, or a stricter Device type of stage 1'",
    "3, 'FWB: Device-GRE, or a stricter Device type of stage 1'",
    "5, 'FWB: Normal NC, where stage 1 does not say Device'",
    "6, 'FWB: Normal WB, whatever stage 1 says'",
    "7, 'FWB: as stage 1 says'"
  })
  void memoryTypeWithFwb(long memAttr, String meaning) {
    Account account = Accounts.decoder(NO_TAGS, 48, Accounts.VTCR_4K, FWB)
        .descriptor(0x9876_57c3L | memAttr << 2, 3);

    assertThat(Accounts.line(account, "[4:2]"))
        .startsWith("[4:2] MemAttr[2:0] 0b")
        .endsWith(" " + meaning);
  }

  @Test
  void fwbWithoutTagsHasNoFourthBit() {
    Account account =
        Accounts.decoder(NO_TAGS, 48, Accounts.VTCR_4K, FWB).descriptor(0x9876_57fbL, 3);

    assertThat(Accounts.line(account, "[5]")).startsWith("! [5] MemAttr[3] 1 RES0");
    assertThat(Accounts.line(account, "[4:2]")).endsWith("Normal WB, whatever stage 1 says");
  }

  @Test
  void fwbWithTags() {
    Decoder decoder = Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K, FWB);

    assertThat(Accounts.line(decoder.descriptor(0x9876_57fbL, 3), "[5:2]"))
        .endsWith("Normal WB, whatever stage 1 says, NoTagAccess (FEAT_MTE_PERM)");
    assertThat(Accounts.line(decoder.descriptor(0x9876_57e3L, 3), "[5:2]")).startsWith("! ");
  }

  @Test
  void reservedShareabilityIsRemarked() {
    assertThat(Accounts.line(page(Accounts.ALL, 0x9876_55ffL), "[9:8]"))
        .startsWith("! [9:8] SH 0b01")
        .contains("CONSTRAINED UNPREDICTABLE");
  }

  @Test
  void noTranslationBitNeedsBbm() {
    long block = 0x4001_07fdL;
    assertThat(Accounts.line(leaf(Accounts.ALL, Accounts.VTCR_4K, block, 2), "[16]"))
        .startsWith("[16] nT 1 ")
        .contains("IMPLEMENTATION DEFINED");
    assertThat(Accounts.line(leaf(Accounts.NONE, Accounts.VTCR_4K, block, 2), "[16]"))
        .isEqualTo("! [16] nT 1 RES0 without FEAT_BBM; should be 0");
  }

  @Test
  void withoutALevelEachLevelOfTheWalkIsTold() {
    Decoder decoder = Accounts.decoder(Accounts.ALL, 48, 0x8005_3590L);

    assertThat(decoder.descriptor(0x9876_57ffL))
        .extracting(one -> one.account().heading())
        .containsExactly(
            "0x987657ff at levels 0 to 2, granule 4K: table 0x98765000",
            "0x987657ff at level 3, granule 4K: page 0x98765000 of 4K, rwx, Normal WB, inner shareable");
    assertThat(decoder.descriptor(0xeL))
        .extracting(one -> one.account().text())
        .containsExactly("""
            0xe at levels 0 to 3, granule 4K: invalid
              [63:1]  IGNORED  0x7  software may use them
              [0]     Valid    0    invalid
              => an access through it is a Translation fault of the entry's level
            """);
  }

  @Test
  void withoutALevelTheWalkBeginsAtItsStart() {
    assertThat(Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K).descriptor(0x9876_57ffL))
        .extracting(Decoder.AtLevels::first)
        .containsExactly(1, 3);
  }

  @Test
  void levelBeforeTheStartIsRemarked() {
    assertThat(leaf(Accounts.ALL, Accounts.VTCR_4K, 3, 0).consequences())
        .containsExactly("no walk reads it at level 0: walks start at level 1");
  }

  @Test
  void wideDescriptorsAreRefused() {
    Decoder decoder = Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K | 1L << 38);

    assertThat(decoder.control().cannotDecode())
        .contains("VTCR_EL2.D128 is set: 128-bit descriptors are not decoded yet");
    assertThatThrownBy(() -> decoder.descriptor(1, 3)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void levelThatTheGranuleLacksIsRefused() {
    Decoder decoder = Accounts.decoder(Accounts.ALL, 48, 0x8002_4558L);

    assertThatThrownBy(() -> decoder.descriptor(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decoder.descriptor(1, 4)).isInstanceOf(IllegalArgumentException.class);
  }
}
