package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.SystemRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registers of stage 1, and others that a scenario may write. */
final class Stage1ControlAccountTest {

  private static Account of(SystemRegister register, long value) {
    return Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K).register(register, value);
  }

  @Test
  void translationControl() {
    // Linux, 4K, 48-bit VAs: T0SZ = T1SZ = 16, WB RA WA, inner shareable, TG1 = 4K, IPS 48, AS, A1
    Account tcr = of(SystemRegister.TCR_EL1, 0x0015_b550_3510L | 1L << 53);

    assertThat(Accounts.line(tcr, "[5:0]")).isEqualTo("[5:0] T0SZ 0x10 VA of 64 - 16 = 48 bits");
    assertThat(Accounts.line(tcr, "[7]")).isEqualTo("[7] EPD0 0 walks of TTBR0_EL1");
    assertThat(Accounts.line(tcr, "[9:8]"))
        .isEqualTo("[9:8] IRGN0 0b01 walks: inner Write-Back, Read-Allocate, Write-Allocate");
    assertThat(Accounts.line(tcr, "[11:10]"))
        .isEqualTo("[11:10] ORGN0 0b01 walks: outer Write-Back, Read-Allocate, Write-Allocate");
    assertThat(Accounts.line(tcr, "[13:12]")).isEqualTo("[13:12] SH0 0b11 walks: inner shareable");
    assertThat(Accounts.line(tcr, "[15:14]")).isEqualTo("[15:14] TG0 0b00 granule 4K");
    assertThat(Accounts.line(tcr, "[21:16]"))
        .isEqualTo("[21:16] T1SZ 0x10 VA of 64 - 16 = 48 bits");
    assertThat(Accounts.line(tcr, "[22]")).isEqualTo("[22] A1 1 the ASID is that of TTBR1_EL1");
    assertThat(Accounts.line(tcr, "[25:24]"))
        .isEqualTo("[25:24] IRGN1 0b01 walks: inner Write-Back, Read-Allocate, Write-Allocate");
    assertThat(Accounts.line(tcr, "[27:26]"))
        .isEqualTo("[27:26] ORGN1 0b01 walks: outer Write-Back, Read-Allocate, Write-Allocate");
    assertThat(Accounts.line(tcr, "[29:28]")).isEqualTo("[29:28] SH1 0b11 walks: inner shareable");
    assertThat(Accounts.line(tcr, "[36]")).isEqualTo("[36] AS 1 ASID of 16 bits");
    assertThat(Accounts.line(tcr, "[53]"))
        .isEqualTo("[53] NFD0 1 non-fault accesses of EL0 do not walk from TTBR0_EL1");
    assertThat(Accounts.line(tcr, "[54]")).isEqualTo("[54] NFD1 0 off");
  }

  @Test
  void aReservedShareabilityOfWalksIsRemarked() {
    assertThat(Accounts.line(of(SystemRegister.TCR_EL1, 1L << 12), "[13:12]")).startsWith("! ");
  }

  @ParameterizedTest
  @CsvSource({"0, 4K", "1, 64K", "2, 16K"})
  void granuleOfTheLowerHalf(long code, String granule) {
    assertThat(Accounts.line(of(SystemRegister.TCR_EL1, code << 14), "[15:14]"))
        .endsWith("granule " + granule);
  }

  @ParameterizedTest
  @CsvSource({"1, 16K", "2, 4K", "3, 64K"})
  void granuleOfTheUpperHalf(long code, String granule) {
    assertThat(Accounts.line(of(SystemRegister.TCR_EL1, code << 30), "[31:30]"))
        .endsWith("granule " + granule);
  }

  @Test
  void baseOfATable() {
    assertThat(of(SystemRegister.TTBR0_EL1, 0x0007_0000_8000_1001L).text()).isEqualTo("""
        TTBR0_EL1 = 0x7000080001001
          [63:48]  ASID   0x7
          [47:1]   BADDR  0x40000800  stage 1 table, an IPA: its alignment follows from TCR_EL1
          [0]      CnP    1           the tables are common to PEs
        """);
  }

  @Test
  void masksOfExceptions() {
    assertThat(of(SystemRegister.DAIF, 0x2c0L).text()).isEqualTo("""
        DAIF = 0x2c0
          [63:10]  RES0  0x0
          [9]      D     1    masked
          [8]      A     0    not masked
          [7]      I     1    masked
          [6]      F     1    masked
          [5:0]    RES0  0x0
        """);
  }

  @Test
  void otherBitsHaveTheirNames() {
    assertThat(Accounts.layout(of(SystemRegister.SCTLR_EL2, 0)))
        .isEqualTo("63:26 others, 25 EE, 24:0 others");
    assertThat(Accounts.line(of(SystemRegister.SCTLR_EL1, 1L << 57), "[57]"))
        .isEqualTo("[57] EPAN 1 PAN counts for execute-only memory");
    assertThat(Accounts.line(of(SystemRegister.HCRX_EL2, 1L << 25), "[63:25]"))
        .isEqualTo("[63:25] RES0 0x1 or of a later extension");
  }
}
