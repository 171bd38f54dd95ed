package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registers that report, and those that control but for VTCR_EL2. */
final class RegisterAccountTest {
  private static final Set<Feature> NO_D128 = EnumSet.complementOf(EnumSet.of(Feature.D128));
  private static final Set<Feature> NO_LPA = EnumSet.of(Feature.TTCNP);

  private static Account of(Set<Feature> features, SystemRegister register, long value) {
    return Accounts.decoder(features, 48, Accounts.VTCR_4K).register(register, value);
  }

  private static Account of(SystemRegister register, long value) {
    return of(Accounts.ALL, register, value);
  }

  @Test
  void loadWithAStage2TranslationFault() {
    assertThat(of(SystemRegister.ESR_EL2, 0x93c1_8007L).text()).isEqualTo("""
        ESR_EL2 = 0x93c18007
          [63:44]  RES0         0x0
          [43]     HDBSSF       0     off
          [42]     TnD          0     off
          [41]     TagAccess    0     off
          [40]     GCS          0     off
          [39]     AssuredOnly  0     off
          [38]     Overlay      0     off
          [37]     DirtyBit     0     off
          [36:32]  Xs           0x0
          [31:26]  EC           0x24  Data Abort from a lower Exception level
          [25]     IL           1     32-bit instruction, or nothing to say
          [24]     ISV          1     bits[23:14] tell the instruction
          [23:22]  SAS          0b11  doubleword
          [21]     SSE          0     not sign-extended
          [20:16]  SRT          0x1   register 1
          [15]     SF           1     64-bit register
          [14]     AR           0     off
          [13]     VNCR         0     off
          [12:11]  LST          0b00  no access of FEAT_LS64 told
          [10]     FnV          0     FAR is valid
          [9]      EA           0     off
          [8]      CM           0     off
          [7]      S1PTW        0     not on a stage 1 walk
          [6]      WnR          0     read
          [5:0]    DFSC         0x7   Translation fault level 3
          => Data Abort, read of 8 bytes, x1: Translation fault level 3
        """);
  }

  @Test
  void storeWhoseStage1WalkFaulted() {
    assertThat(of(SystemRegister.ESR_EL2, 0x9200_00c6L).consequences())
        .containsExactly(
            "Data Abort, write: Translation fault level 2 of stage 2 on a stage 1 walk");
  }

  @Test
  void fetchThatFaulted() {
    Account account = of(SystemRegister.ESR_EL2, 0x8200_000fL);

    assertThat(account.consequences())
        .containsExactly("Instruction Abort: Permission fault level 3");
    assertThat(Accounts.line(account, "[24:22]")).isEqualTo("[24:22] RES0 0b000");
  }

  @Test
  void otherExceptionClassesAreNamed() {
    Account account = of(SystemRegister.ESR_EL1, 0x5600_0001L);

    assertThat(account.heading()).isEqualTo("ESR_EL1 = 0x56000001");
    assertThat(Accounts.line(account, "[31:26]")).isEqualTo("[31:26] EC 0x15 SVC, AArch64");
    assertThat(Accounts.line(account, "[24:0]"))
        .isEqualTo("[24:0] ISS 0x1 not decoded for this exception class");
  }

  @Test
  void bitsOfTheInstructionThatSayNothingAreRemarked() {
    assertThat(Accounts.line(of(SystemRegister.ESR_EL2, 0x9201_0007L), "[20:14]"))
        .isEqualTo("! [20:14] RES0 0x4 while ISV = 0; should be 0");
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, Address size fault level 0",
    "0x03, Address size fault level 3",
    "0x04, Translation fault level 0",
    "0x07, Translation fault level 3",
    "0x08, Access flag fault level 0",
    "0x0b, Access flag fault level 3",
    "0x0c, Permission fault level 0",
    "0x0f, Permission fault level 3",
    "0x10, 'synchronous External abort, not on a walk'",
    "0x11, synchronous Tag Check Fault",
    "0x12, 'synchronous External abort on a walk, level -2'",
    "0x13, 'synchronous External abort on a walk, level -1'",
    "0x14, 'synchronous External abort on a walk, level 0'",
    "0x17, 'synchronous External abort on a walk, level 3'",
    "0x18, 'synchronous parity or ECC error, not on a walk'",
    "0x19, reserved",
    "0x1a, 'synchronous parity or ECC error on a walk, level -2'",
    "0x1b, 'synchronous parity or ECC error on a walk, level -1'",
    "0x1f, 'synchronous parity or ECC error on a walk, level 3'",
    "0x20, reserved",
    "0x21, Alignment fault",
    "0x22, 'Granule Protection Fault on a walk, level -2'",
    "0x23, 'Granule Protection Fault on a walk, level -1'",
    "0x24, 'Granule Protection Fault on a walk, level 0'",
    "0x28, 'Granule Protection Fault, not on a walk'",
    "0x29, Address size fault level -1",
    "0x2a, Translation fault level -2",
    "0x2b, Translation fault level -1",
    "0x2c, Address size fault level -2",
    "0x2d, reserved",
    "0x30, TLB conflict abort",
    "0x31, unsupported atomic hardware update",
    "0x32, reserved",
    "0x34, 'IMPLEMENTATION DEFINED fault: lockdown'",
    "0x35, 'IMPLEMENTATION DEFINED fault: unsupported exclusive or atomic access'",
    "0x36, reserved",
    "0x3f, reserved"
  })
  void faultStatusCodes(String code, String words) {
    assertThat(Accounts.line(of(SystemRegister.ESR_EL2, 0x9200_0000L | Long.decode(code)), "[5:0]"))
        .endsWith(" " + words);
  }

  @Test
  void faultingIpa() {
    Account account = of(SystemRegister.HPFAR_EL2, 0x0412_3450L);

    assertThat(Accounts.line(account, "[47:4]"))
        .isEqualTo("[47:4] FIPA 0x412345 IPA page 0x412345000");
    assertThat(account.consequences().get(0)).startsWith("IPA 0x412345000 to 0x412345fff;");
  }

  @Test
  void faultingIpaIsAsWideAsAddressesAre() {
    long wide = 0x0000_9100_0000_0010L;

    assertThat(Accounts.line(of(NO_D128, SystemRegister.HPFAR_EL2, wide), "[47:44]"))
        .isEqualTo("! [47:44] RES0 0b1001 without FEAT_D128; should be 0");
    assertThat(Accounts.line(of(NO_LPA, SystemRegister.HPFAR_EL2, wide), "[47:40]"))
        .isEqualTo("! [47:40] RES0 0x91 without FEAT_LPA; should be 0");
  }

  @Test
  void addressTranslationThatSucceeded() {
    assertThat(of(SystemRegister.PAR_EL1, 0xff00_0000_9876_5b80L).text()).isEqualTo("""
        PAR_EL1 = 0xff00000098765b80
          [63:56]  ATTR    0xff     Normal, outer WB RA WA, inner WB RA WA
          [55:12]  PA      0x98765  PA 0x98765000
          [11]     RES1    1        NSE at EL3
          [10]     IMPDEF  0
          [9]      NS      1        means nothing in Non-secure state
          [8:7]    SH      0b11     inner shareable
          [6:1]    RES0    0x0
          [0]      F       0        the translation succeeded
          => PA 0x98765000, Normal, outer WB RA WA, inner WB RA WA, inner shareable
        """);
  }

  @Test
  void addressTranslationThatFailed() {
    assertThat(of(SystemRegister.PAR_EL1, 0xb0dL).consequences())
        .containsExactly("Translation fault level 2 of stage 2 on a stage 1 walk");
    assertThat(of(SystemRegister.PAR_EL1, 0xa1fL).consequences())
        .containsExactly("Permission fault level 3 of stage 2");
    assertThat(of(SystemRegister.PAR_EL1, 0x80fL).consequences())
        .containsExactly("Translation fault level 3 of stage 1");
    assertThat(Accounts.line(of(SystemRegister.PAR_EL1, 0x00fL), "[11]"))
        .isEqualTo("! [11] RES1 0 should be 1");
  }

  @Test
  void memoryAttributesOfStage1() {
    assertThat(of(SystemRegister.MAIR_EL1, 0xf0a0_4044_bb4f_0c01L).text()).isEqualTo("""
        MAIR_EL1 = 0xf0a04044bb4f0c01
          [63:56]  Attr7  0xf0  Normal, outer WB RA WA, inner WB RA WA, Tagged (FEAT_MTE2)
          [55:48]  Attr6  0xa0  Normal, outer WT RA, inner WT RA, XS = 0 (FEAT_XS)
          [47:40]  Attr5  0x40  Normal, outer NC, inner NC, XS = 0 (FEAT_XS)
          [39:32]  Attr4  0x44  Normal, outer NC, inner NC
          [31:24]  Attr3  0xbb  Normal, outer WT RA WA, inner WT RA WA
          [23:16]  Attr2  0x4f  Normal, outer NC, inner WB RA WA
          [15:8]   Attr1  0xc   Device-GRE
          [7:0]    Attr0  0x1   Device-nGnRnE, XS = 0 (FEAT_XS)
        """);
    assertThat(of(SystemRegister.MAIR_EL1, 0x0260_1177L).text())
        .contains("Attr3  0x2   reserved")
        .contains("Attr2  0x60  reserved")
        .contains("Attr1  0x11  Normal, outer WT WA transient, inner WT WA transient")
        .contains("Attr0  0x77  Normal, outer WB RA WA transient, inner WB RA WA transient");
  }

  @Test
  void hypervisorConfiguration() {
    Account account = of(SystemRegister.HCR_EL2, 0x4000_8000_0001L);

    assertThat(Accounts.line(account, "[46]"))
        .isEqualTo("[46] FWB 1 MemAttr of stage 2 overrides stage 1");
    assertThat(Accounts.line(account, "[31]")).isEqualTo("[31] RW 1 EL1 is AArch64");
    assertThat(account.consequences()).containsExactly("stage 2 is on");
    assertThat(of(SystemRegister.HCR_EL2, 0x1000L).consequences()).containsExactly("stage 2 is on");
    assertThat(of(SystemRegister.HCR_EL2, 0).consequences())
        .containsExactly("stage 2 is off: a PA is the IPA");
    assertThat(of(SystemRegister.HCR_EL2, 0x4_0800_0001L).consequences())
        .containsExactly("E2H and TGE are 1: EL0 is in the host, without stage 2");
    assertThat(Accounts.line(of(Accounts.NONE, SystemRegister.HCR_EL2, 1L << 46), "[46]"))
        .isEqualTo("! [46] FWB 1 RES0 without FEAT_S2FWB; should be 0");
  }

  /** Every bit of HCR_EL2 has a name since FEAT_TWED. */
  @Test
  void everyBitOfHcrHasAName() {
    assertThat(of(SystemRegister.HCR_EL2, -1).text()).doesNotContain("RES0", "  1  \n");
  }

  @Test
  void controlsOfStage1() {
    Account tcr = of(SystemRegister.TCR_EL1, 0x5_b510_3510L);

    assertThat(Accounts.line(tcr, "[5:0]")).isEqualTo("[5:0] T0SZ 0x10 VA of 64 - 16 = 48 bits");
    assertThat(Accounts.line(tcr, "[31:30]")).isEqualTo("[31:30] TG1 0b10 granule 4K");
    assertThat(Accounts.line(tcr, "[34:32]")).isEqualTo("[34:32] IPS 0b101 IPA of 48 bits");
    assertThat(Accounts.line(of(SystemRegister.SCTLR_EL1, 1), "[0]"))
        .isEqualTo("[0] M 1 stage 1 is on");
    assertThat(Accounts.line(of(SystemRegister.SCTLR_EL2, 1L << 25), "[25]"))
        .isEqualTo("[25] EE 1 stage 2 tables are big-endian");
    assertThat(Accounts.line(of(SystemRegister.HCRX_EL2, 1L << 9), "[9]"))
        .isEqualTo("[9] CMOW 1 cache maintenance needs stage 2 write permission");
    assertThat(Accounts.line(of(SystemRegister.HCRX_EL2, 1L << 4), "[4]"))
        .isEqualTo("[4] FGTnXS 1 fine-grained traps of TLBI do not hold for nXS forms");
  }

  @Test
  void baseOfTheStartTable() {
    Account account = of(SystemRegister.VTTBR_EL2, 0x0107_0000_8000_0001L);

    assertThat(account.text()).isEqualTo("""
        VTTBR_EL2 = 0x107000080000001
        ! [63:56]  VMID[15:8]  0x1      ignored: VTCR_EL2.VS is 0
          [55:48]  VMID        0x7      7
          [47:12]  BADDR       0x80000  PA 0x80000000
          [11:1]   RES0        0x0      below the alignment of the start table
          [0]      CnP         1        the tables are common to PEs
          => the start table is at PA 0x80000000
        """);
  }

  @Test
  void bitsBelowTheAlignmentOfTheBaseAreRemarked() {
    // T0SZ 24: two tables, 8K
    Account account = Accounts.decoder(Accounts.ALL, 48, 0x8002_3558L)
        .register(SystemRegister.VTTBR_EL2, 0x8000_1000L);

    assertThat(Accounts.line(account, "[12:1]"))
        .startsWith("! [12:1] RES0 0x800")
        .contains("CONSTRAINED UNPREDICTABLE");
    assertThat(account.consequences()).containsExactly("the start table is at PA 0x80000000");
  }

  @Test
  void baseOf52Bits() {
    // 64K, T0SZ 22, start at level 2, PS 52: aligned to 64K
    Account account = Accounts.decoder(Accounts.ALL, 52, 0x8006_7556L)
        .register(SystemRegister.VTTBR_EL2, 0x0001_0000_8000_0028L);

    assertThat(account.consequences()).containsExactly("the start table is at PA 0xa000080000000");
    assertThat(Accounts.layout(account))
        .isEqualTo(
            "63:56 VMID[15:8], 55:48 VMID, 47:16 BADDR, 15:6 RES0, 5:2 BADDR[51:48], 1 RES0, 0 CnP");
  }

  @Test
  void smallBases() {
    // T0SZ 33 at level 1 is 16 bytes; with the 52-bit form 64
    assertThat(Accounts.layout(
            Accounts.decoder(Accounts.ALL, 48, 0x8002_3561L).register(SystemRegister.VTTBR_EL2, 0)))
        .contains("47:4 BADDR, 3:1 RES0");
    assertThat(Accounts.layout(Accounts.decoder(Accounts.ALL, 48, 0x1_8002_3561L)
            .register(SystemRegister.VTTBR_EL2, 0)))
        .contains("47:6 BADDR, 5:2 BADDR[51:48], 1 RES0");
  }

  @Test
  void baseBeyondTheOutputSizeIsAFault() {
    assertThat(of(SystemRegister.VTTBR_EL2, 0x0000_0100_0000_0000L).consequences())
        .contains(
            "beyond the output size of 40 bits: every access is an Address size fault level 0");
  }

  @Test
  void baseUnderAnIllegalVtcrIsNotSplit() {
    assertThat(Accounts.line(
            Accounts.decoder(Accounts.ALL, 48, 0x8002_3519L).register(SystemRegister.VTTBR_EL2, 0),
            "[47:1]"))
        .startsWith("! [47:1] BADDR 0x0 VTCR_EL2 is illegal: ");
  }
}
