package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VtcrAccountTest {
  private static final String EVERY_ACCESS_FAULTS = "every access is a Translation fault level 0";

  private static Account of(Set<Feature> features, int paBits, long vtcr) {
    return Accounts.decoder(features, paBits, 0).register(SystemRegister.VTCR_EL2, vtcr);
  }

  private static Account of(int paBits, long vtcr) {
    return of(Accounts.ALL, paBits, vtcr);
  }

  @Test
  void every4kField() {
    assertThat(of(48, Accounts.VTCR_4K).text()).isEqualTo("""
        VTCR_EL2 = 0x80023559
          [63:46]  RES0         0x0
          [45]     HDBSS        0      off
          [44]     HAFT         0      off
          [43:42]  RES0         0b00
          [41]     TL0          0      off
          [40]     GCSH         0      off
          [39]     RES0         0
          [38]     D128         0      64-bit descriptors
          [37]     S2POE        0      off
          [36]     S2PIE        0      S2AP and XN are permissions
          [35]     TL1          0      off
          [34]     AssuredOnly  0      bit 58 of a leaf is software's
          [33]     SL2          0      off
          [32]     DS           0      off
          [31]     RES1         1
          [30]     NSA          0      off
          [29]     NSW          0      off
          [28]     HWU62        0      off
          [27]     HWU61        0      off
          [26]     HWU60        0      off
          [25]     HWU59        0      off
          [24:23]  RES0         0b00
          [22]     HD           0      off
          [21]     HA           0      software sets the access flag
          [20]     RES0         0
          [19]     VS           0      VMID of 8 bits
          [18:16]  PS           0b010  output addresses of 40 bits
          [15:14]  TG0          0b00   granule 4K
          [13:12]  SH0          0b11   walks: inner shareable
          [11:10]  ORGN0        0b01   walks: outer Write-Back, Read-Allocate, Write-Allocate
          [9:8]    IRGN0        0b01   walks: inner Write-Back, Read-Allocate, Write-Allocate
          [7:6]    SL0          0b01   start at level 1
          [5:0]    T0SZ         0x19   IPA of 64 - 25 = 39 bits
          => IPA of 39 bits: 0x0 to 0x7fffffffff
          => walks start at level 1, in one table of 512 descriptors
          => VTTBR_EL2.BADDR is aligned to 4K: bits[11:1] of the register are zero
          => output addresses of 40 bits; wider ones are Address size faults
          => descriptors: pages of 4K at level 3, blocks of 2M at level 2, blocks of 1G at level 1
        """);
  }

  /** The rows of the legality table of each granule; alignments as worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    "0x80023558, 48, 'level 1, in 2 concatenated tables of 512 descriptors each', 8K",
    "0x80023557, 48, 'level 1, in 4 concatenated tables of 512 descriptors each', 16K",
    "0x80023561, 48, 'level 1, in one table of 2 descriptors', 16 bytes",
    "0x80023522, 48, 'level 2, in one table of 512 descriptors', 4K",
    "0x8002351e, 48, 'level 2, in 16 concatenated tables of 512 descriptors each', 64K",
    "0x80053590, 48, 'level 0, in one table of 512 descriptors', 4K",
    "0x800235eb, 48, 'level 3, in one table of 512 descriptors', 4K",
    "0x8005b590, 48, 'level 1, in 2 concatenated tables of 2048 descriptors each', 32K",
    "0x80027556, 48, 'level 2, in one table of 8192 descriptors', 64K",
    "0x38006350c, 52, 'level -1, in one table of 16 descriptors', 128 bytes",
    "0x18006358c, 52, 'level 0, in 16 concatenated tables of 512 descriptors each', 64K",
    "0x18006b5cc, 52, 'level 0, in one table of 32 descriptors', 256 bytes",
    "0x8006758c, 52, 'level 1, in one table of 1024 descriptors', 8K"
  })
  void startTable(String vtcr, int paBits, String start, String alignment) {
    assertThat(of(paBits, Long.decode(vtcr)).consequences())
        .contains("walks start at " + start)
        .anyMatch(line -> line.startsWith("VTTBR_EL2.BADDR is aligned to " + alignment + ": "));
  }

  @ParameterizedTest
  @CsvSource({
    // 39 bits at level 2, and 30 bits at level 1
    "0x80023519, 48, a start table resolves at least one bit",
    "0x80023562, 48, a start table resolves at least one bit",
    // level 0 with 42 bits of PA, and an IPA that is wider than the PA
    "0x80033598, 42, level 0 needs at least 44 bits of PA",
    "0x80053590, 44, an IPA has at most 44 bits",
    // reserved codes of SL0 and SL2
    "0x800275d9, 48, reserved with a 64K granule",
    "0x8002b5d0, 48, reserved with a 16K granule and DS = 0",
    "0x38006354d, 52, reserved with a 4K granule",
    // T0SZ 15 with DS = 0, with FEAT_LPA
    "0x8005358f, 52, an IPA has at most 48 bits"
  })
  void illegalCombinationNamesItsRule(String vtcr, int paBits, String rule) {
    assertThat(of(paBits, Long.decode(vtcr)).consequences())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("illegal: ").contains(rule),
            second -> assertThat(second).isEqualTo(EVERY_ACCESS_FAULTS));
  }

  @Test
  void smallTablesAtLevel3NeedTtst() {
    Set<Feature> noTtst = EnumSet.complementOf(EnumSet.of(Feature.TTST));

    assertThat(of(noTtst, 48, 0x8002_35e7L).consequences().get(0))
        .startsWith("illegal: ")
        .endsWith("with a 4K granule level 3 needs FEAT_TTST");
    assertThat(of(48, 0x8002_35e7L).consequences()).doesNotContain(EVERY_ACCESS_FAULTS);
  }

  @Test
  void sizeAboveTheMaximumMayBeClamped() {
    Account account = of(48, 0x8002_35f1L); // T0SZ 49

    assertThat(Accounts.line(account, "[5:0]"))
        .isEqualTo("! [5:0] T0SZ 0x31 IPA of 64 - 49 = 15 bits;"
            + " above the maximum, 48: IMPLEMENTATION DEFINED whether it faults or counts as 48");
    assertThat(account.consequences()).contains("IPA of 16 bits: 0x0 to 0xffff");
  }

  @Test
  void sizeBelowTheMinimumFaultsWithLpaAndMayBeClampedWithout() {
    assertThat(Accounts.line(of(52, 0x8005_358fL), "[5:0]"))
        .isEqualTo("! [5:0] T0SZ 0xf IPA of 64 - 15 = 49 bits; below the minimum, 16");
    assertThat(of(Accounts.NONE, 48, 0x8005_358fL).consequences())
        .contains("IPA of 48 bits: 0x0 to 0xffffffffffff");
  }

  @Test
  void outputSizeIsAtMostThatOfThePlatform() {
    assertThat(Accounts.line(of(40, 0x8005_3559L), "[18:16]"))
        .isEqualTo("! [18:16] PS 0b101 output addresses of 48 bits; acts as 40 bits");
    assertThat(of(40, 0x8005_3559L).consequences())
        .contains("output addresses of 40 bits; wider ones are Address size faults");
  }

  @Test
  void wideBaseKeepsItsBits() {
    assertThat(of(52, 0x8006_7556L).consequences())
        .contains("VTTBR_EL2.BADDR is aligned to 64K:"
            + " bits[15:1] of the register are zero but for [5:2], which are address bits [51:48]");
  }

  @Test
  void fieldsThatActAsZeroAreRemarked() {
    Account account =
        of(48, Accounts.VTCR_4K | 1L << 22 | 1L << 33 | 1L << 37 | 1L << 44 | 1L << 45);

    assertThat(Accounts.line(account, "[22]"))
        .startsWith("! [22] HD 1")
        .endsWith("acts as 0: HA is 0");
    assertThat(Accounts.line(account, "[33]"))
        .startsWith("! [33] SL2 1")
        .endsWith("acts as 0: DS is 0");
    assertThat(Accounts.line(account, "[37]"))
        .startsWith("! [37] S2POE 1")
        .endsWith("acts as 0: S2PIE is 0");
    assertThat(Accounts.line(account, "[44]"))
        .startsWith("! [44] HAFT 1")
        .endsWith("acts as 0: HA is 0");
    assertThat(Accounts.line(account, "[45]")).startsWith("! [45] HDBSS 1").contains("acts as 0");
    assertThat(Accounts.line(of(48, 0x1_8002_7559L), "[32]"))
        .startsWith("! [32] DS 1")
        .endsWith("acts as 0: the granule is 64K");
  }

  @Test
  void fieldsOfFeaturesThatAreNotThereAreRes0() {
    Account account = of(Accounts.NONE, 48, Accounts.VTCR_4K | 1L << 32 | 1L << 19);

    assertThat(Accounts.line(account, "[32]"))
        .isEqualTo("! [32] DS 1 RES0 without FEAT_LPA2; should be 0");
    assertThat(Accounts.line(account, "[19]"))
        .isEqualTo("! [19] VS 1 RES0 without FEAT_VMID16; should be 0");
    assertThat(Accounts.line(account, "[21]")).isEqualTo("[21] HA 0 RES0 without FEAT_HAFDBS");
  }

  @Test
  void reservedValuesAreRemarked() {
    assertThat(Accounts.line(of(48, 0x0002_3559L), "[31]")).isEqualTo("! [31] RES1 0 should be 1");
    assertThat(Accounts.line(of(48, 0x8002_f559L), "[15:14]"))
        .isEqualTo(
            "! [15:14] TG0 0b11 granule 4K; reserved: the granule is IMPLEMENTATION DEFINED");
    assertThat(Accounts.line(of(48, 0x8002_1559L), "[13:12]")).startsWith("! [13:12] SH0 0b01");
    assertThat(Accounts.line(of(48, 0x8000_0000_8002_3559L), "[63:46]"))
        .isEqualTo("! [63:46] RES0 0x20000 should be 0");
  }

  @Test
  void wideDescriptorsAreNamedAndNotDecoded() {
    Account account = of(52, Accounts.VTCR_4K | 1L << 38);

    assertThat(Accounts.line(account, "[38]"))
        .isEqualTo("! [38] D128 1 128-bit descriptors;"
            + " VTCR_EL2.D128 is set: 128-bit descriptors are not decoded yet");
    assertThat(account.consequences()).hasSize(1).first().asString().contains("not decoded yet");
  }
}
