package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.TlbiOp;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlbiAccountTest {
  private static final long VTCR_16K = 0x8002_8000L | 25; // TG0 = 0b10
  private static final Set<Feature> NO_LPA2 = EnumSet.complementOf(EnumSet.of(Feature.LPA2));

  private static Account account(TlbiOp op, long operand) {
    return Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K).tlbi(op, operand);
  }

  @Test
  void invalidationByIpa() {
    assertThat(account(TlbiOp.IPAS2E1IS, 0x0000_7000_0041_2345L).text()).isEqualTo("""
        TLBI IPAS2E1IS = 0x700000412345
          [63]     NS    0         selects the IPA space in Secure state only
          [62:48]  RES0  0x0
          [47:44]  TTL   0b0111    leaf at level 3 of granule 4K
          [43:40]  RES0  0b0000
          [39:0]   IPA   0x412345  IPA page 0x412345000
          => removes the entries of the current VMID for the IPA that were made of stage 2 alone; combined ones stay
          => IPA 0x412345000 to 0x412345fff; leaves of level 3, and tables of the levels above
          => acts on all PEs of the Inner Shareable domain; complete after DSB SY, ISH or OSH of the PE that executes it
          => op1 4, CRn 8, CRm 0, op2 1; UNDEFINED at EL1
        """);
  }

  @Test
  void invalidationByRangeOfIpas() {
    assertThat(account(TlbiOp.RIPAS2LE1OS, 0x0000_53e0_0004_0000L).text()).isEqualTo("""
        TLBI RIPAS2LE1OS = 0x53e000040000
          [63]     NS        0        selects the IPA space in Secure state only
          [62:48]  RES0      0x0
          [47:46]  TG        0b01     granule 4K
          [45:44]  SCALE     0b01     units of 64 granules
          [43:39]  NUM       0x7      8 units: 512 granules, 0x200000 bytes
          [38:37]  TTL       0b11     leaf at level 3 of granule 4K
          [36:0]   BaseADDR  0x40000  IPA 0x40000000
          => removes the entries of the current VMID for the IPA that were made of stage 2 alone, of the last level of lookup alone; combined ones stay
          => IPA 0x40000000 to 0x401fffff; leaves of level 3; no tables
          => acts on all PEs of the Outer Shareable domain; complete after DSB SY or OSH of the PE that executes it
          => op1 4, CRn 8, CRm 4, op2 7; UNDEFINED at EL1
        """);
  }

  @Test
  void invalidationByVaOfAnAsid() {
    assertThat(account(TlbiOp.VAE1NXS, 0x002a_0ff0_0001_2345L).text()).isEqualTo("""
        TLBI VAE1nXS = 0x2a0ff000012345
          [63:48]  ASID  0x2a           0x2a
          [47:44]  TTL   0b0000         no hint: every level
          [43:0]   VA    0xff000012345  VA page 0xffff000012345000
          => removes the entries of the current VMID for the VA that were made of stage 1, combined ones too, of the ASID or global
          => VA 0xffff000012345000 to 0xffff000012345fff; entries of every level, tables too
          => acts on the PE alone; complete after DSB SY, ISH, OSH or NSH, with or without nXS, of the PE that executes it; does not wait for accesses with XS = 1
          => op1 0, CRn 9, CRm 7, op2 1
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ASIDE1|0xffff000000000000|[63:48]|[63:48] ASID 0xffff 0xffff",
        "VAAE1|0x1000000000000|[63:48]|! [63:48] RES0 0x1 for every ASID; should be 0",
        "VAE2|0x0|[63:48]|[63:48] ASID 0x0 RES0 unless HCR_EL2.E2H = 1",
        "IPAS2E1|0x300000000000|[47:44]|! [47:44] TTL 0b0011 no hint: every level; reserved",
        "IPAS2E1|0x400000000000|[47:44]|[47:44] TTL 0b0100 leaf at level 0 of granule 4K",
        "IPAS2E1|0xb00000000000|[47:44]|! [47:44] TTL 0b1011 leaf at level 3 of granule 16K; VTCR_EL2"
            + " says granule 4K: nothing has to be removed",
        "VAE1|0xb00000000001|[43:0]|! [43:0] VA 0x1 VA page 0x0; bits below the granule 16K do not"
            + " count",
        "RIPAS2E1|0x1|[47:46]|! [47:46] TG 0b00 reserved: the operation has no effect",
        "RIPAS2E1|0xc00000000001|[47:46]|! [47:46] TG 0b11 granule 64K; VTCR_EL2 says granule 4K:"
            + " nothing has to be removed",
        "RIPAS2E1|0x404000000001|[38:37]|! [38:37] TTL 0b10 leaf at level 2 of granule 4K;"
            + " UNPREDICTABLE: BaseADDR is no multiple of a block of that level",
        "RVAE1|0x401000040001|[36:0]|[36:0] BaseADDR 0x1000040001 VA 0xffff000040001000; with"
            + " TCR_EL1.DS = 1 0xfff0000400010000",
      })
  void whatAReaderShouldNotOverlookIsMarked(TlbiOp op, String operand, String bits, String line) {
    long word = Long.parseUnsignedLong(operand.substring(2), 16);

    assertThat(Accounts.line(account(op, word), bits)).isEqualTo(line);
  }

  @Test
  void hintsNeedTheirFeature() {
    Decoder plain = Accounts.decoder(Accounts.NONE, 48, Accounts.VTCR_4K);
    Account account = plain.tlbi(TlbiOp.IPAS2E1, 0x0000_7000_0000_0001L);

    assertThat(Accounts.line(account, "[47:44]"))
        .isEqualTo("! [47:44] TTL 0b0111 RES0 without FEAT_TTL; should be 0");
    assertThat(account.consequences())
        .contains("IPA 0x1000 to 0x1fff; entries of every level, tables too");
  }

  @Test
  void hintsOfLargeBlocksNeedLpa2() {
    Account account = Accounts.decoder(NO_LPA2, 48, Accounts.VTCR_4K)
        .tlbi(TlbiOp.IPAS2E1, 0x0000_4000_0000_0000L);

    assertThat(Accounts.line(account, "[47:44]"))
        .isEqualTo("! [47:44] TTL 0b0100 no hint: every level; reserved without FEAT_LPA2");
  }

  @Test
  void granuleOfAnIpaIsThatOfVtcr() {
    Account account = Accounts.decoder(Accounts.ALL, 48, VTCR_16K).tlbi(TlbiOp.IPAS2E1, 0x41_2345L);

    assertThat(Accounts.line(account, "[39:0]"))
        .isEqualTo("! [39:0] IPA 0x412345 IPA page 0x412344000; bits below the granule 16K do not"
            + " count");
  }

  @Test
  void rangesBeginInUnitsOf64KWithDs() {
    Account account = Accounts.decoder(Accounts.ALL, 52, Accounts.VTCR_4K | 1L << 32)
        .tlbi(TlbiOp.RIPAS2E1IS, 0x0000_53e0_0000_4000L);

    assertThat(Accounts.line(account, "[36:0]")).isEqualTo("[36:0] BaseADDR 0x4000 IPA 0x40000000");
  }

  @Test
  void operationWithoutItsOperandHasNoFields() {
    Decoder plain = Accounts.decoder(Accounts.NONE, 48, Accounts.VTCR_4K);

    assertThat(plain.tlbi(TlbiOp.RVAALE1OSNXS).text()).isEqualTo("""
        TLBI RVAALE1OSnXS
          => removes the entries of the current VMID for the VA that were made of stage 1, combined ones too, of every ASID, of the last level of lookup alone
          => takes a range of VAs
          => acts on all PEs of the Outer Shareable domain; complete after DSB SY or OSH, with or without nXS, of the PE that executes it; does not wait for accesses with XS = 1
          => op1 0, CRn 9, CRm 5, op2 7
          => UNDEFINED without FEAT_TLBIOS and FEAT_TLBIRANGE and FEAT_XS
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALLE1|removes every entry of EL1&0, of every VMID",
        "VMALLS12E1IS|removes every entry of EL1&0 of the current VMID",
        "VMALLE1IS|removes the entries of the current VMID that were made of stage 1, combined ones"
            + " too; those of stage 2 alone stay",
        "ASIDE1|removes the entries of the current VMID and the ASID that were made of stage 1,"
            + " combined ones too; global ones stay",
        "ALLE2IS|removes entries of EL2, and none of EL1&0",
      })
  void tellsWhatGoes(TlbiOp op, String consequence) {
    Decoder decoder = Accounts.decoder(Accounts.ALL, 48, Accounts.VTCR_4K);

    assertThat(decoder.tlbi(op).consequences()).contains(consequence);
  }

  @Test
  void operandOfAnOperationThatTakesNoneIsRefused() {
    assertThatThrownBy(() -> account(TlbiOp.VMALLE1IS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vmalle1is takes no operand");
  }
}
