package io.shatterproof.machine;

import static io.shatterproof.arch.DsbOption.ISH;
import static io.shatterproof.arch.DsbOption.ISHST;
import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.VTCR;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.word;
import static io.shatterproof.machine.Stage1Bench.DATA;
import static io.shatterproof.machine.Stage1Bench.LEAF;
import static io.shatterproof.machine.Stage1Bench.NON_GLOBAL;
import static io.shatterproof.machine.Stage1Bench.OTHER_DATA;
import static io.shatterproof.machine.Stage1Bench.VA;
import static io.shatterproof.machine.Stage1Bench.byVa;
import static io.shatterproof.machine.Stage1Bench.pa;
import static io.shatterproof.machine.Stage1Bench.s1Page;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a PE may see of entries that were loaded while its registers meant something else, or by an
 * access from outside of the guest.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance requirements and the TLB maintenance instructions'"
 */
final class StaleRegistersTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final long VM_ON = 0x8000_0001L;
  private static final long VM_OFF = VM_ON & ~1L;
  private static final long NO_XS = 1L << 11; // FnXS
  private static final String OK_A = "ok 0x90000000";
  private static final String FLAT = "ok 0x" + Long.toHexString(IPA);
  private static final String CONFLICT = "conflict";
  private static final String F1 = "translation fault level 1";
  private static final String F3 = "translation fault level 3";

  // Stage 2 off and on.

  @ParameterizedTest(name = "{0}: stays is {1}")
  @CsvSource({
    "IPAS2E1IS, true",
    "VMALLE1IS, true", // a leaf of stage 2 alone
    "VMALLS12E1IS, false",
    "ALLE1IS, false",
  })
  void whatWasLoadedWithStage2OnIsOfUseWithStage2Off(TlbiOp op, boolean stays) {
    BareBench bench = new BareBench().beginWithPage(IPA, A);

    bench.machine.write(1, SystemRegister.HCR_EL2, VM_OFF);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, FLAT, CONFLICT));
    bench.tlbi(op, op == TlbiOp.IPAS2E1IS ? ipa(IPA) : 0).dsb(ISH);

    assertThat(bench.read(IPA)).isEqualTo(stays ? set(OK_A, FLAT, CONFLICT) : set(FLAT));
  }

  @ParameterizedTest(name = "{0}: stays is {1}")
  @CsvSource({
    "IPAS2E1IS, true",
    "VMALLE1IS, false",
    "VAAE1IS, false",
    "VMALLS12E1IS, false",
  })
  void whatWasLoadedWithStage2OffIsOfUseWithStage2On(TlbiOp op, boolean stays) {
    BareBench bench = new BareBench();
    bench.machine.write(1, SystemRegister.HCR_EL2, VM_OFF);
    bench.beginWithPage(IPA, A);
    assertThat(bench.read(IPA)).isEqualTo(set(FLAT));

    bench.machine.write(1, SystemRegister.HCR_EL2, VM_ON);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, FLAT, CONFLICT));
    bench.tlbi(op, ipa(IPA)).dsb(ISH);

    assertThat(bench.read(IPA)).isEqualTo(stays ? set(OK_A, FLAT, CONFLICT) : set(OK_A));
  }

  @Test
  void otherControlsOfStage2MakeOtherEntries() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);

    bench.machine.write(1, SystemRegister.VTCR_EL2, VTCR & ~0x3000L); // SH0: the same tables
    bench.store(ENTRY, 0).dsb(ISHST);
    assertThat(bench.read(IPA)).as("of before and of now").isEqualTo(set(OK_A, F3));
    bench.tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  // Stage 1 alone.

  private static BareBench alone() {
    BareBench bench = new BareBench();
    Stage1Bench.arrange(bench, NON_GLOBAL);
    for (long ipa = Stage1Bench.S1_ROOT; ipa <= Stage1Bench.S1_T3; ipa += 0x1000) {
      long word = bench.machine.read(pa(ipa)); // tables at their PAs
      bench.arrange(pa(ipa), word);
    }
    bench.arrange(pa(Stage1Bench.S1_ROOT), pa(Stage1Bench.S1_T2) | 3);
    bench.arrange(Stage1Bench.s1Table(), pa(Stage1Bench.S1_T3) | 3);
    bench.machine.write(
        1, SystemRegister.TTBR0_EL1, (long) Stage1Bench.ASID << 48 | pa(Stage1Bench.S1_ROOT));
    bench.machine.write(1, SystemRegister.HCR_EL2, VM_OFF);
    return bench.begin();
  }

  @ParameterizedTest(name = "{0}: stays is {1}")
  @CsvSource({
    "VAE1IS, false",
    "VMALLE1IS, false",
    "IPAS2E1IS, true",
  })
  void stage1AloneIsHeldToo(TlbiOp op, boolean stays) {
    String data = "ok 0x" + Long.toHexString(DATA);
    String gone = "stage 1 translation fault level 3";
    BareBench bench = alone();
    assertThat(bench.read(VA)).isEqualTo(set(data));

    bench.store(s1Page(VA), 0).dsb(ISHST);
    assertThat(bench.read(VA)).isEqualTo(set(data, gone));
    bench.tlbi(op, op == TlbiOp.VAE1IS ? byVa(VA) : ipa(VA)).dsb(ISH);

    assertThat(bench.read(VA)).isEqualTo(stays ? set(data, gone) : set(gone));
  }

  @Test
  void stage1AloneThatLeadsElsewhereConflicts() {
    BareBench bench = alone().store(s1Page(VA), OTHER_DATA | LEAF | NON_GLOBAL).dsb(ISHST);

    assertThat(bench.read(VA))
        .isEqualTo(set(
            "ok 0x" + Long.toHexString(DATA), "ok 0x" + Long.toHexString(OTHER_DATA), CONFLICT));
    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set("ok 0x" + Long.toHexString(OTHER_DATA)));
  }

  // The XS attribute.

  @ParameterizedTest(name = "{0} of a page with FnXS = {1}: stays is {2}")
  @CsvSource({
    "VMALLS12E1ISNXS, 0, true",
    "VMALLS12E1ISNXS, 1, false",
    "VMALLS12E1IS, 0, false",
    "VMALLS12E1IS, 1, false",
  })
  void withNxsWhatHasTheXsAttributeMayStay(TlbiOp op, int fnxs, boolean stays) {
    BareBench bench = new BareBench(Feature.XS).beginWithPage(IPA, A | fnxs * NO_XS);

    bench.store(ENTRY, 0).dsb(ISHST).tlbi(op, 0).dsb(ISH);

    assertThat(bench.read(IPA)).isEqualTo(stays ? set(OK_A, F3) : set(F3));
  }

  // Accesses from outside of the guest.

  @Test
  void aPeAtEl2HoldsWhatItsAccessMet() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);

    bench.machine.perform(2, GuestAccess.of(AccessKind.READ, IPA)); // as AT does
    bench.store(ENTRY, 0).dsb(ISHST).isb(0);

    assertThat(bench.read(2, IPA)).isEqualTo(set(OK_A, F3));
    assertThat(bench.read(0, IPA)).as("it met nothing").isEqualTo(set(F3));
    bench.tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH);
    assertThat(bench.read(2, IPA)).isEqualTo(set(F3));
  }

  @Test
  void anAccessElsewhereLoadsNothingHere() {
    BareBench bench = new BareBench().arrange(ENTRY + 8, B).beginWithPage(IPA, A);

    bench.machine.perform(2, GuestAccess.of(AccessKind.READ, IPA + 0x1000));
    bench.store(ENTRY, 0).dsb(ISHST);

    assertThat(bench.read(2, IPA)).isEqualTo(set(F3));
  }

  // Accesses of two pages.

  private static Set<String> readsAcross(BareBench bench) {
    long last = IPA + 0xffc;
    return BareBench.words(
        bench.machine.outcomes(1, new GuestAccess(AccessKind.READ, last, 1, 8, Optional.empty())));
  }

  @Test
  void theSecondPageMayBeHeldToo() {
    BareBench bench = new BareBench().arrange(ENTRY + 8, B);
    Stage1Bench.arrange(bench, NON_GLOBAL);
    bench.machine.write(1, SystemRegister.SCTLR_EL1, Stage1Bench.SCTLR_OFF);
    bench.machine.write(1, SystemRegister.HCR_EL2, VM_ON | 1L << 12); // DC, so that it may cross
    bench.beginWithPage(IPA, A);
    String first = "ok 0x90000ffc";
    assertThat(readsAcross(bench)).isEqualTo(set(first));

    bench.store(ENTRY + 8, 0).dsb(ISHST);

    assertThat(readsAcross(bench)).isEqualTo(set(first, F3));
    bench.flush();
    assertThat(readsAcross(bench)).isEqualTo(set(F3));
    assertThat(bench.read(0)).isEqualTo(set(F1));
  }
}
