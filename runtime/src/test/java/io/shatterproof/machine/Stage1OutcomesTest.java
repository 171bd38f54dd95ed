package io.shatterproof.machine;

import static io.shatterproof.arch.DsbOption.ISH;
import static io.shatterproof.arch.DsbOption.ISHST;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.word;
import static io.shatterproof.machine.Stage1Bench.ASID;
import static io.shatterproof.machine.Stage1Bench.DATA;
import static io.shatterproof.machine.Stage1Bench.LEAF;
import static io.shatterproof.machine.Stage1Bench.NON_GLOBAL;
import static io.shatterproof.machine.Stage1Bench.OTHER_ASID;
import static io.shatterproof.machine.Stage1Bench.OTHER_DATA;
import static io.shatterproof.machine.Stage1Bench.S1_OTHER_ROOT;
import static io.shatterproof.machine.Stage1Bench.S1_OTHER_T3;
import static io.shatterproof.machine.Stage1Bench.S1_ROOT;
import static io.shatterproof.machine.Stage1Bench.S1_T3;
import static io.shatterproof.machine.Stage1Bench.SECOND_VA;
import static io.shatterproof.machine.Stage1Bench.UPPER_VA;
import static io.shatterproof.machine.Stage1Bench.VA;
import static io.shatterproof.machine.Stage1Bench.byVa;
import static io.shatterproof.machine.Stage1Bench.pa;
import static io.shatterproof.machine.Stage1Bench.s1Page;
import static io.shatterproof.machine.Stage1Bench.s1Table;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a PE that translates by both stages may see while the tables of either are changed.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance requirements and the TLB maintenance instructions'"
 */
final class Stage1OutcomesTest {
  private static final String OK_A = "ok 0x90000000";
  private static final String OK_B = "ok 0xa0000000";
  private static final String CONFLICT = "conflict";
  private static final String F3 = "translation fault level 3";
  private static final String S1_F1 = "stage 1 translation fault level 1";
  private static final String S1_F2 = "stage 1 translation fault level 2";
  private static final String S1_F3 = "stage 1 translation fault level 3";
  private static final String WALK_F3 = "translation fault level 3 on stage 1 walk";
  private static final String DENIED = "permission fault level 3";
  private static final String S1_DENIED = "stage 1 permission fault level 3";
  private static final long READ_ONLY_BELOW = 0b10L << 61; // APTable

  private static long operand(TlbiOp op, long va, int asid) {
    return switch (op.operand()) {
      case NONE -> 0;
      case ASID -> TlbiOperand.asid(asid);
      default -> TlbiOperand.va(va, asid, 0);
    };
  }

  // Pages of stage 1.

  @ParameterizedTest(name = "{0} of ASID {1}, {2} further on: a {3} page stays is {4}")
  @CsvSource({
    "VMALLE1IS, 7, 0, non-global, false",
    "VMALLE1, 7, 0, non-global, true",
    "VAE1IS, 7, 0, non-global, false",
    "VAE1IS, 7, 0x1000, non-global, true",
    "VAE1IS, 8, 0, non-global, true",
    "VAE1IS, 8, 0, global, false",
    "VALE1IS, 7, 0, non-global, false",
    "VALE1IS, 8, 0, non-global, true",
    "VAAE1IS, 8, 0, non-global, false",
    "VAALE1IS, 0, 0, global, false",
    "ASIDE1IS, 7, 0, non-global, false",
    "ASIDE1IS, 8, 0, non-global, true",
    "ASIDE1IS, 7, 0, global, true",
    "IPAS2E1IS, 0, 0, non-global, true",
    "VMALLS12E1IS, 0, 0, global, false",
  })
  void pageThatIsUnmapped(TlbiOp op, int asid, String distance, String kind, boolean stays) {
    BareBench bench = Stage1Bench.begin(kind.equals("global") ? 0 : NON_GLOBAL);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A));
    bench.store(s1Page(VA), 0);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, S1_F3));
    bench.dsb(ISHST);

    long operand =
        op == TlbiOp.IPAS2E1IS ? ipa(DATA) : operand(op, VA + Long.decode(distance), asid);
    bench.tlbi(op, operand);
    assertThat(bench.read(VA)).as("no DSB").isEqualTo(set(OK_A, S1_F3));
    bench.dsb(ISH);

    assertThat(bench.read(VA)).isEqualTo(stays ? set(OK_A, S1_F3) : set(S1_F3));
    assertThat(bench.read(SECOND_VA)).as("not changed").isEqualTo(set(OK_A));
  }

  @Test
  void pageThatIsUnmappedAbove() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(s1Page(VA), 0).dsb(ISHST);
    assertThat(bench.read(UPPER_VA)).isEqualTo(set(OK_A, S1_F3));

    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(S1_F3));
    assertThat(bench.read(UPPER_VA)).as("another VA").isEqualTo(set(OK_A, S1_F3));

    bench.tlbi(TlbiOp.VAE1IS, byVa(UPPER_VA)).dsb(ISH);
    assertThat(bench.read(UPPER_VA)).isEqualTo(set(S1_F3));
  }

  @Test
  void pageThatLeadsElsewhere() {
    BareBench bench =
        Stage1Bench.begin(NON_GLOBAL).store(s1Page(VA), OTHER_DATA | LEAF | NON_GLOBAL);

    assertThat(bench.read(VA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
    bench.dsb(ISHST).tlbi(TlbiOp.VALE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(OK_B));
  }

  // Tables of stage 1.

  @Test
  void tableThatIsUnlinked() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(s1Table(), 0).dsb(ISHST);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, S1_F2));

    bench.tlbi(TlbiOp.VALE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.read(VA)).as("walked on").isEqualTo(set(OK_A, S1_F2));
    bench.store(s1Page(VA), OTHER_DATA | LEAF | NON_GLOBAL).dsb(ISH);
    assertThat(bench.read(VA)).as("so").isEqualTo(set(OK_A, OK_B, S1_F2, CONFLICT));

    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(S1_F2));
  }

  @Test
  void tableThatIsUnlinkedAndAnotherAddressInvalidated() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(s1Table(), 0).dsb(ISHST);

    bench.tlbi(TlbiOp.VAE1IS, byVa(SECOND_VA)).dsb(ISH);
    bench.store(s1Page(VA), 0).dsb(ISH);

    assertThat(bench.read(SECOND_VA)).isEqualTo(set(S1_F2));
    assertThat(bench.read(VA))
        .as("its page is held, its tables are not")
        .isEqualTo(set(OK_A, S1_F2));
  }

  @Test
  void rootThatIsEmptied() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(pa(S1_ROOT), 0).dsb(ISHST);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, S1_F1));

    bench.tlbi(TlbiOp.ASIDE1IS, TlbiOperand.asid(ASID)).dsb(ISH);

    assertThat(bench.read(VA)).isEqualTo(set(S1_F1));
  }

  @Test
  void limitsOfATableThatAreLifted() {
    BareBench bench = new BareBench();
    Stage1Bench.arrange(bench, NON_GLOBAL);
    bench.arrange(s1Table(), S1_T3 | 3 | READ_ONLY_BELOW).begin();
    assertThat(bench.write(VA)).isEqualTo(set(S1_DENIED));

    bench.store(s1Table(), S1_T3 | 3).dsb(ISHST);
    assertThat(bench.write(VA)).isEqualTo(set(OK_A, S1_DENIED));

    bench.tlbi(TlbiOp.VALE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.write(VA)).as("of the table").isEqualTo(set(OK_A, S1_DENIED));
    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).dsb(ISH);
    assertThat(bench.write(VA)).isEqualTo(set(OK_A));
  }

  @Test
  void limitsOfARootThatAreLifted() {
    BareBench bench = new BareBench();
    Stage1Bench.arrange(bench, NON_GLOBAL);
    bench.arrange(pa(S1_ROOT), Stage1Bench.S1_T2 | 3 | READ_ONLY_BELOW).begin();

    bench.store(pa(S1_ROOT), Stage1Bench.S1_T2 | 3).dsb(ISHST);
    bench.tlbi(TlbiOp.VALE1IS, byVa(VA)).dsb(ISH);

    assertThat(bench.write(VA))
        .as("what is held below remembers them")
        .isEqualTo(set(OK_A, S1_DENIED));
  }

  // Tables of stage 1 that stage 2 moves.

  private static BareBench breakOfTable(TlbiOp after, long operand) {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(word(T3, 3, S1_T3), 0).dsb(ISHST);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, WALK_F3));
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(S1_T3)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, WALK_F3));
    return bench.tlbi(after, operand).dsb(ISH);
  }

  private static BareBench movedTo(BareBench bench) {
    return bench.store(word(T3, 3, S1_T3), page(pa(S1_OTHER_T3))).dsb(ISH);
  }

  @Test
  void tableThatIsMoved() {
    BareBench bench = breakOfTable(TlbiOp.VMALLE1IS, 0);
    assertThat(bench.read(VA)).isEqualTo(set(WALK_F3));

    movedTo(bench);

    assertThat(bench.read(VA)).isEqualTo(set(OK_B));
    assertThat(bench.read(SECOND_VA)).isEqualTo(set(S1_F3));
  }

  @Test
  void tableThatIsMovedForOneAddress() {
    BareBench bench = breakOfTable(TlbiOp.VAE1IS, byVa(VA));
    assertThat(bench.read(VA)).isEqualTo(set(WALK_F3));
    assertThat(bench.read(SECOND_VA)).isEqualTo(set(OK_A, WALK_F3));

    movedTo(bench);

    assertThat(bench.read(VA)).isEqualTo(set(OK_B));
    assertThat(bench.read(SECOND_VA)).isEqualTo(set(OK_A, S1_F3));
  }

  @Test
  void tableThatIsMovedWhileItsPlaceIsHeld() {
    BareBench bench = breakOfTable(TlbiOp.VALE1IS, byVa(VA));
    assertThat(bench.read(VA)).as("its page is loaded again").isEqualTo(set(OK_A, WALK_F3));

    movedTo(bench);

    assertThat(bench.read(VA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
  }

  // Pages of stage 2.

  @Test
  void pageOfStage2ThatIsBroken() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(word(T3, 3, DATA), 0).dsb(ISHST);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, F3));

    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(DATA)).dsb(ISH);
    bench.tlbi(TlbiOp.VAE1IS, byVa(VA)).dsb(ISH);

    assertThat(bench.read(VA)).isEqualTo(set(F3));
    assertThat(bench.read(SECOND_VA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void wrongOrderMakesACombinedEntryAgain() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL).store(word(T3, 3, DATA), 0).dsb(ISHST);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(ISH);

    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(DATA)).dsb(ISH);

    assertThat(bench.read(VA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void pageOfStage2ThatIsReplacedWithoutABreak() {
    BareBench bench =
        Stage1Bench.begin(NON_GLOBAL).store(word(T3, 3, DATA), readOnlyPage(0xa000_0000L));

    assertThat(bench.read(VA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
    assertThat(bench.write(VA))
        .as("the address of one with the permissions of the other")
        .isEqualTo(set(OK_A, OK_B, DENIED, CONFLICT));
    assertThat(bench.read(OTHER_DATA)).as("no VA").isEqualTo(set(S1_F1));
  }

  // ASIDs.

  @Test
  void anotherAsidHidesWhatIsNotGlobal() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL);

    bench.machine.write(1, SystemRegister.TTBR0_EL1, (long) OTHER_ASID << 48 | S1_OTHER_ROOT);
    assertThat(bench.read(VA)).isEqualTo(set(OK_B));
    bench.store(s1Page(VA), 0).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(OK_B));

    bench.machine.write(1, SystemRegister.TTBR0_EL1, (long) ASID << 48 | S1_ROOT);
    assertThat(bench.read(VA)).as("and brings it back").isEqualTo(set(OK_A, S1_F3));
  }

  @Test
  void whatIsGlobalIsOfEveryAsid() {
    BareBench bench = Stage1Bench.begin(0);

    bench.machine.write(1, SystemRegister.TTBR0_EL1, (long) OTHER_ASID << 48 | S1_OTHER_ROOT);
    assertThat(bench.read(VA)).isEqualTo(set(OK_A, OK_B, CONFLICT));

    bench.tlbi(TlbiOp.VAE1IS, TlbiOperand.va(VA, 1, 0)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(OK_B));
  }

  @Test
  void theSameAsidForOtherTablesMixesThem() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL);

    bench.machine.write(1, SystemRegister.TTBR0_EL1, (long) ASID << 48 | S1_OTHER_ROOT);

    assertThat(bench.read(VA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
    bench.tlbi(TlbiOp.ASIDE1IS, TlbiOperand.asid(ASID)).dsb(ISH);
    assertThat(bench.read(VA)).isEqualTo(set(OK_B));
  }

  @Test
  void stage1ThatIsTurnedOffAndOn() {
    BareBench bench = Stage1Bench.begin(NON_GLOBAL);

    bench.machine.write(1, SystemRegister.SCTLR_EL1, Stage1Bench.SCTLR_OFF);
    assertThat(bench.read(OTHER_DATA)).as("its VA is its IPA").isEqualTo(set(OK_B));
    bench.store(s1Page(VA), 0).dsb(ISH);

    bench.machine.write(1, SystemRegister.SCTLR_EL1, Stage1Bench.SCTLR_ON);
    assertThat(bench.read(VA)).as("it was held meanwhile").isEqualTo(set(OK_A, S1_F3));
  }
}
