package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.SystemRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rest of the registers that report: every line of an abort of a fetch, and of AT. */
final class ReportAccountTest {
  private static final long FETCH = 0x8200_0000L; // EC 0x20, IL
  private static final long LOAD = 0x9200_0000L; // EC 0x24, IL
  private static final String NO_ISV =
      "31:26 EC, 25 IL, 24 ISV, 23:22 RES0, 21 TopLevel, 20:14 RES0, 13 VNCR";

  private static Account of(SystemRegister register, long value) {
    return Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K).register(register, value);
  }

  private static Account plain(SystemRegister register, long value) {
    return Accounts.decoder(Accounts.NONE, 48, Accounts.VTCR_4K).register(register, value);
  }

  private static String line(long esr, String bits) {
    return Accounts.line(of(SystemRegister.ESR_EL2, esr), bits);
  }

  @Test
  void everyLineOfAFetch() {
    Account account = of(SystemRegister.ESR_EL2, FETCH | 0x8fL);

    assertThat(Accounts.layout(account))
        .isEqualTo("63:40 RES0, 39 AssuredOnly, 38 Overlay, 37 DirtyBit, 36:32 RES0, 31:26 EC,"
            + " 25 IL, 24:22 RES0, 21 TopLevel, 20:13 RES0, 12:11 SET, 10 FnV, 9 EA, 8 RES0,"
            + " 7 S1PTW, 6 RES0, 5:0 IFSC");
    assertThat(Accounts.line(account, "[5:0]"))
        .isEqualTo("[5:0] IFSC 0xf Permission fault level 3");
    assertThat(Accounts.line(account, "[12:11]"))
        .isEqualTo("[12:11] SET 0b00 RES0 but for External aborts");
    assertThat(account.consequences())
        .containsExactly(
            "Instruction Abort: Permission fault level 3 of stage 2 on a stage 1 walk");
  }

  @ParameterizedTest
  @CsvSource({
    "0x10, 0x0000, recoverable state (UER)",
    "0x10, 0x1000, uncontainable (UC)",
    "0x17, 0x1800, restartable state (UEO)",
    "0x14, 0x0800, reserved",
  })
  void anExternalAbortHasAType(String code, String set, String words) {
    long value = Long.decode(code) | Long.decode(set);

    assertThat(line(FETCH | value, "[12:11]")).contains(" SET ").endsWith(words);
    assertThat(line(LOAD | value, "[12:11]")).contains(" SET ").endsWith(words);
  }

  @ParameterizedTest
  @CsvSource({"0x0f", "0x11", "0x18"})
  void otherFaultsHaveNone(String code) {
    assertThat(line(FETCH | Long.decode(code), "[12:11]")).endsWith("RES0 but for External aborts");
    assertThat(line(LOAD | Long.decode(code), "[12:11]")).contains(" LST ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, no access of FEAT_LS64 told",
    "1, ST64BV",
    "2, LD64B or ST64B",
    "3, ST64BV0",
  })
  void whichAccessOf64BytesFaulted(long lst, String words) {
    assertThat(line(LOAD | lst << 11 | 0x0f, "[12:11]")).endsWith(words);
  }

  @ParameterizedTest
  @CsvSource({"0x0b, false", "0x0c, true", "0x0f, true", "0x10, false"})
  void topLevelIsOfPermissionFaults(String code, boolean isPermission) {
    long esr = Long.decode(code) | 1L << 21;

    String words = isPermission
        ? "[21] TopLevel 1 the TopLevel check refused"
        : "! [21] TopLevel 1 RES0 but for Permission faults; should be 0";
    assertThat(line(FETCH | esr, "[21]")).isEqualTo(words);
    assertThat(line(LOAD | esr, "[21]")).isEqualTo(words);
    assertThat(Accounts.layout(of(SystemRegister.ESR_EL2, LOAD | esr))).contains(NO_ISV);
  }

  @Test
  void topLevelThatDidNotRefuseIsOff() {
    assertThat(line(FETCH | 0x0f, "[21]")).isEqualTo("[21] TopLevel 0 off");
  }

  @Test
  void everyLineOfAnAddressTranslationThatFailed() {
    assertThat(of(SystemRegister.PAR_EL1, 0xb0dL | 1L << 13 | 1L << 48).text()).isEqualTo("""
        PAR_EL1 = 0x1000000002b0d
          [63:48]  IMPDEF       0x1
          [47:16]  RES0         0x0
          [15]     DirtyBit     0    off
          [14]     Overlay      0    off
          [13]     TopLevel     1    the reason
          [12]     AssuredOnly  0    off
          [11]     RES1         1
          [10]     RES0         0
          [9]      S            1    stage 2
          [8]      PTW          1    stage 2 fault on a stage 1 walk
          [7]      RES0         0
          [6:1]    FST          0x6  Translation fault level 2
          [0]      F            1    the translation failed
          => Translation fault level 2 of stage 2 on a stage 1 walk
        """);
    Account ofStage1 = plain(SystemRegister.PAR_EL1, 0x80fL | 1L << 14);
    assertThat(Accounts.line(ofStage1, "[9]")).isEqualTo("[9] S 0 stage 1");
    assertThat(Accounts.line(ofStage1, "[8]")).isEqualTo("[8] PTW 0 not on a stage 1 walk");
    assertThat(Accounts.line(ofStage1, "[14]"))
        .isEqualTo("! [14] Overlay 1 RES0 without FEAT_S2POE; should be 0");
  }

  @Test
  void bitsOfTheFaultingIpaThatAreNone() {
    assertThat(Accounts.layout(of(SystemRegister.HPFAR_EL2, 0)))
        .isEqualTo("63 NS, 62:48 RES0, 47:4 FIPA, 3:0 RES0");
    assertThat(Accounts.line(of(SystemRegister.HPFAR_EL2, 1L << 63), "[63]"))
        .isEqualTo("[63] NS 1 Non-secure IPA, seen from Secure EL2");
  }

  @Test
  void theFaultingVirtualAddress() {
    assertThat(of(SystemRegister.FAR_EL2, 0xffff_0000_1234_5678L).text()).isEqualTo("""
        FAR_EL2 = 0xffff000012345678
          [63:0]  VA  0xffff000012345678  the virtual address that faulted
        """);
  }

  @Test
  void instructionSyndromeOfAnotherExceptionClass() {
    assertThat(Accounts.layout(of(SystemRegister.ESR_EL2, 0x5600_0001L)))
        .isEqualTo("63:56 RES0, 55:32 ISS2, 31:26 EC, 25 IL, 24:0 ISS");
  }
}
