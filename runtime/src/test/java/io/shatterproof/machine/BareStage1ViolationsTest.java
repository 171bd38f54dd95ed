package io.shatterproof.machine;

import static io.shatterproof.arch.DsbOption.ISH;
import static io.shatterproof.arch.DsbOption.ISHST;
import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.event.ViolationName;
import org.junit.jupiter.api.Test;

/**
 * Break-before-make of stage 2 under a guest that translates by stage 1: two VAs lead to one page,
 * and a page of tables of stage 1 is moved.
 */
final class BareStage1ViolationsTest {
  // IPAs; stage 2 maps the tables of stage 1 to the same PAs plus 4G.
  private static final long DATA = G1 + 0x7000;
  private static final long S1_ROOT = G1 + 0x1_0000;
  private static final long S1_T2 = G1 + 0x1_1000;
  private static final long S1_T3 = G1 + 0x1_2000;
  private static final long MOVED = 0x8000_f000L;

  private static final long VA = 0x20_3000;
  private static final long OTHER_VA = 0x20_5000;
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);

  private static final long TCR = 25L // T0SZ, 39 bits from level 1
      | 0b01L << 8
      | 0b01L << 10
      | 0b11L << 12 // Write-Back, Inner Shareable
      | 1L << 23; // EPD1
  private static final long LEAF = 1L << 10 | 0b11L << 8 | 0b11L; // AF, SH, page
  private static final long NON_GLOBAL = 1L << 11;

  private static long s1Table(long ipa) {
    return ipa - G1 + 0x8000_0000L; // the PA
  }

  private static BareBench begin(long pageBits) {
    BareBench bench = new BareBench();
    bench.arrange(word(ROOT, 1, DATA), table(T2));
    bench.arrange(word(T2, 2, DATA), table(T3));
    bench.arrange(word(T3, 3, DATA), A);
    for (long ipa : new long[] {S1_ROOT, S1_T2, S1_T3}) {
      bench.arrange(word(T3, 3, ipa), page(s1Table(ipa)));
    }
    bench.arrange(s1Table(S1_ROOT), S1_T2 | 3);
    bench.arrange(s1Table(S1_T2) + 8, S1_T3 | 3); // VA 2M on
    bench.arrange(s1Table(S1_T3) + 3 * 8, DATA | LEAF | pageBits);
    bench.arrange(s1Table(S1_T3) + 5 * 8, DATA | LEAF | pageBits);
    bench.machine.write(1, SystemRegister.TCR_EL1, TCR);
    bench.machine.write(1, SystemRegister.TTBR0_EL1, 7L << 48 | S1_ROOT);
    bench.machine.write(1, SystemRegister.MAIR_EL1, 0xff);
    bench.machine.write(1, SystemRegister.SCTLR_EL1, 0x30d0_0801L);
    return bench.begin();
  }

  private static BareBench breakOf(BareBench bench, long ipa) {
    return bench
        .store(word(T3, 3, ipa), 0)
        .dsb(ISHST)
        .tlbi(TlbiOp.IPAS2E1IS, ipa(ipa))
        .dsb(ISH);
  }

  private static long byVa(long va) {
    return TlbiOperand.va(va, 7, 0);
  }

  @Test
  void theGuestIsTranslatedByBothStages() {
    assertThat(begin(NON_GLOBAL).read(VA)).containsExactly("ok 0x90000000");
    assertThat(begin(NON_GLOBAL).read(OTHER_VA)).containsExactly("ok 0x90000000");
  }

  @Test
  void withoutABreak() {
    BareBench bench = begin(NON_GLOBAL).store(word(T3, 3, DATA), B);

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
    assertThat(bench.machine.violations().get(0).entries()).isEqualTo(1);
  }

  @Test
  void combinedEntriesOutliveAnInvalidationByIpa() {
    BareBench bench = breakOf(begin(NON_GLOBAL), DATA).store(word(T3, 3, DATA), B);

    assertThat(bench.violations()).containsExactly(ViolationName.MISSING_VMALLE1);
  }

  @Test
  void everyVaHasToGo() {
    BareBench bench = breakOf(begin(NON_GLOBAL), DATA);
    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).dsb(ISH).store(word(T3, 3, DATA), B);

    assertThat(bench.violations()).containsExactly(ViolationName.MISSING_VMALLE1);
  }

  @Test
  void bothVasAreAll() {
    BareBench bench = breakOf(begin(NON_GLOBAL), DATA);
    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).tlbi(TlbiOp.VAE1IS, byVa(OTHER_VA)).dsb(ISH);
    bench.store(word(T3, 3, DATA), B);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void anotherAsidIsNone() {
    BareBench bench = breakOf(begin(NON_GLOBAL), DATA);
    bench.tlbi(TlbiOp.ASIDE1IS, TlbiOperand.asid(8)).dsb(ISH).store(word(T3, 3, DATA), B);

    assertThat(bench.violations()).containsExactly(ViolationName.MISSING_VMALLE1);
  }

  @Test
  void itsAsidIsEnoughForWhatIsNotGlobal() {
    BareBench bench = breakOf(begin(NON_GLOBAL), DATA);
    bench.tlbi(TlbiOp.ASIDE1IS, TlbiOperand.asid(7)).dsb(ISH).store(word(T3, 3, DATA), B);
    assertThat(bench.violations()).isEmpty();

    BareBench global = breakOf(begin(0), DATA);
    global.tlbi(TlbiOp.ASIDE1IS, TlbiOperand.asid(7)).dsb(ISH).store(word(T3, 3, DATA), B);
    assertThat(global.violations()).containsExactly(ViolationName.MISSING_VMALLE1);
  }

  @Test
  void vmalle1IsEnoughForEverything() {
    BareBench bench = breakOf(begin(0), DATA);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(ISH).store(word(T3, 3, DATA), B);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void tableOfStage1ThatMovesNeedsABreakToo() {
    BareBench bench = begin(NON_GLOBAL).store(word(T3, 3, S1_T3), page(MOVED));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void soDoesWhatWasMadeOfItsPlace() {
    BareBench bench = breakOf(begin(NON_GLOBAL), S1_T3).store(word(T3, 3, S1_T3), page(MOVED));
    assertThat(bench.violations()).containsExactly(ViolationName.MISSING_VMALLE1);

    BareBench whole =
        breakOf(begin(NON_GLOBAL), S1_T3).tlbi(TlbiOp.VMALLE1IS, 0).dsb(ISH);
    assertThat(whole.store(word(T3, 3, S1_T3), page(MOVED)).violations()).isEmpty();
  }

  @Test
  void whatNoVaLeadsToIsNotHeld() {
    long unused = DATA + 0x1000;
    BareBench bench = begin(NON_GLOBAL).store(word(T3, 3, unused), A).dsb(ISH);

    assertThat(bench.store(word(T3, 3, unused), B).violations()).isEmpty();
  }
}
