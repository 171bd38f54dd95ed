package io.shatterproof.machine;

import static io.shatterproof.arch.DsbOption.ISH;
import static io.shatterproof.arch.DsbOption.ISHST;
import static io.shatterproof.event.ViolationName.LOCAL_TLBI;
import static io.shatterproof.event.ViolationName.MISSING_VMALLE1;
import static io.shatterproof.event.ViolationName.NO_DSB_AFTER;
import static io.shatterproof.event.ViolationName.NO_DSB_BEFORE_TLBI;
import static io.shatterproof.event.ViolationName.NO_ISB;
import static io.shatterproof.event.ViolationName.NO_TLBI;
import static io.shatterproof.event.ViolationName.USE_AFTER_FREE;
import static io.shatterproof.event.ViolationName.VMID_REUSE;
import static io.shatterproof.event.ViolationName.WRONG_GRANULE;
import static io.shatterproof.event.ViolationName.WRONG_IPA;
import static io.shatterproof.event.ViolationName.WRONG_LEVEL;
import static io.shatterproof.event.ViolationName.WRONG_VMID;
import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_ROOT;
import static io.shatterproof.machine.BareBench.OTHER_T2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.VTTBR;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which step is said to be missing between a page and another one, and that the step repairs it. */
final class MissingStepNamesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final int PAGE_HINT = TtlHint.of(Granule.SIZE_4K, 3);
  private static final int BLOCK_HINT = TtlHint.of(Granule.SIZE_4K, 2);
  private static final int HINT_64K = TtlHint.of(Granule.SIZE_64K, 3);

  /** Steps between the break and the make, and what is wrong with them; null if nothing is. */
  private record Steps(String name, @Nullable ViolationName expected, Consumer<BareBench> steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Steps good(String name, Consumer<BareBench> steps) {
    return new Steps(name, null, steps);
  }

  private static BareBench byIpa(BareBench bench, long ipa, int hint) {
    return bench
        .dsb(ISHST)
        .tlbi(TlbiOp.IPAS2E1IS, ipa(ipa, hint))
        .dsb(ISH)
        .tlbi(TlbiOp.VMALLE1IS, 0)
        .dsb(ISH);
  }

  static Stream<Steps> steps() {
    long range = TlbiOperand.ipaRange(Granule.SIZE_4K, IPA - 0x7000, 0x1_0000, 0, false);
    long range64 = TlbiOperand.ipaRange(Granule.SIZE_64K, IPA & -0x1_0000L, 0x2_0000, 0, false);
    return Stream.of(
        good("whole VMID", BareBench::flush),
        good("by IPA", bench -> byIpa(bench, IPA, 0)),
        good("by IPA with the right hint", bench -> byIpa(bench, IPA, PAGE_HINT)),
        good("everything", bench -> bench.dsb(ISHST).tlbi(TlbiOp.ALLE1IS, 0).dsb(ISH)),
        good("OS", bench -> bench.dsb(ISHST).tlbi(TlbiOp.VMALLS12E1OS, 0).dsb(DsbOption.OSH)),
        good(
            "by VA",
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.IPAS2LE1IS, ipa(IPA))
                .dsb(ISH)
                .tlbi(TlbiOp.VAAE1IS, TlbiOperand.va(IPA, 0, 0))
                .dsb(ISH)),
        good(
            "range",
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.RIPAS2E1IS, range)
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)),
        new Steps("nothing", NO_TLBI, bench -> bench.dsb(ISHST)),
        new Steps("not even a DSB", NO_TLBI, bench -> {}),
        new Steps(
            "VMALLE1IS alone",
            NO_TLBI,
            bench -> bench.dsb(ISHST).tlbi(TlbiOp.VMALLE1IS, 0).dsb(ISH)),
        new Steps(
            "of EL2", NO_TLBI, bench -> bench.dsb(ISHST).tlbi(TlbiOp.ALLE2IS, 0).dsb(ISH)),
        new Steps(
            "no DSB before",
            NO_DSB_BEFORE_TLBI,
            bench -> bench.tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH)),
        new Steps(
            "DSB for loads before",
            NO_DSB_BEFORE_TLBI,
            bench -> bench.dsb(DsbOption.ISHLD).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH)),
        new Steps(
            "DSB NSH before",
            NO_DSB_BEFORE_TLBI,
            bench -> bench.dsb(DsbOption.NSH).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH)),
        new Steps(
            "no DSB before, by IPA",
            NO_DSB_BEFORE_TLBI,
            bench -> bench
                .tlbi(TlbiOp.IPAS2E1IS, ipa(IPA))
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)),
        new Steps("wrong VMID", WRONG_VMID, bench -> {
          otherVmid(bench, 0);
          bench.flush();
        }),
        new Steps("wrong IPA", WRONG_IPA, bench -> byIpa(bench, IPA + 0x1000, 0)),
        new Steps(
            "wrong range",
            WRONG_IPA,
            bench -> bench
                .dsb(ISHST)
                .tlbi(
                    TlbiOp.RIPAS2E1IS,
                    TlbiOperand.ipaRange(Granule.SIZE_4K, IPA + 0x1000, 0x2000, 0, false))
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)),
        new Steps("wrong level", WRONG_LEVEL, bench -> byIpa(bench, IPA, BLOCK_HINT)),
        new Steps("wrong granule", WRONG_GRANULE, bench -> byIpa(bench, IPA, HINT_64K)),
        new Steps(
            "wrong TG",
            WRONG_GRANULE,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.RIPAS2E1IS, range64)
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)),
        new Steps(
            "local",
            LOCAL_TLBI,
            bench -> bench.dsb(ISHST).tlbi(TlbiOp.VMALLS12E1, 0).dsb(ISH)),
        new Steps(
            "local, by IPA",
            LOCAL_TLBI,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.IPAS2E1, ipa(IPA))
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)),
        new Steps(
            "local VMALLE1",
            LOCAL_TLBI,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.IPAS2E1IS, ipa(IPA))
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1, 0)
                .dsb(ISH)),
        new Steps(
            "no VMALLE1IS",
            MISSING_VMALLE1,
            bench -> bench.dsb(ISHST).tlbi(TlbiOp.IPAS2E1IS, ipa(IPA)).dsb(ISH)),
        new Steps(
            "VMALLE1IS too early",
            MISSING_VMALLE1,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)
                .tlbi(TlbiOp.IPAS2E1IS, ipa(IPA))
                .dsb(ISH)),
        new Steps(
            "no DSB between",
            MISSING_VMALLE1,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.IPAS2E1IS, ipa(IPA))
                .tlbi(TlbiOp.VMALLE1IS, 0)
                .dsb(ISH)),
        new Steps(
            "VAAE1IS of another VA",
            MISSING_VMALLE1,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.IPAS2E1IS, ipa(IPA))
                .dsb(ISH)
                .tlbi(TlbiOp.VAAE1IS, TlbiOperand.va(IPA + 0x1000, 0, 0))
                .dsb(ISH)),
        new Steps(
            "no DSB after", NO_DSB_AFTER, bench -> bench.dsb(ISHST).tlbi(TlbiOp.VMALLS12E1IS, 0)),
        new Steps(
            "DSB for stores after",
            NO_DSB_AFTER,
            bench -> bench.dsb(ISHST).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISHST)),
        new Steps(
            "DSB NSH after",
            NO_DSB_AFTER,
            bench -> bench.dsb(ISHST).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(DsbOption.NSH)),
        new Steps(
            "no DSB after VMALLE1IS",
            NO_DSB_AFTER,
            bench -> bench
                .dsb(ISHST)
                .tlbi(TlbiOp.IPAS2E1IS, ipa(IPA))
                .dsb(ISH)
                .tlbi(TlbiOp.VMALLE1IS, 0)),
        new Steps("VTTBR not synchronised", NO_ISB, bench -> {
          bench.machine.write(0, SystemRegister.VTTBR_EL2, 2L << 48 | OTHER_ROOT);
          bench.isb(0).dsb(ISHST);
          bench.machine.write(0, SystemRegister.VTTBR_EL2, VTTBR);
          bench.tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH);
        }),
        good("VTTBR synchronised", bench -> {
          bench.machine.write(0, SystemRegister.VTTBR_EL2, 2L << 48 | OTHER_ROOT);
          bench.isb(0).dsb(ISHST);
          bench.machine.write(0, SystemRegister.VTTBR_EL2, VTTBR);
          bench.isb(0).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(ISH);
        }),
        new Steps("two attempts, the nearer counts", LOCAL_TLBI, bench -> {
          bench.dsb(ISHST).tlbi(TlbiOp.VMALLS12E1, 0).dsb(ISH);
          byIpa(bench, IPA + 0x1000, 0);
        }));
  }

  private static void otherVmid(BareBench bench, int pe) {
    bench.machine.write(pe, SystemRegister.VTTBR_EL2, 2L << 48 | OTHER_ROOT);
    bench.isb(pe);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void name(Steps steps) {
    BareBench bench = new BareBench(Feature.TTL).beginWithPage(IPA, A);
    bench.store(ENTRY, 0);
    steps.steps().accept(bench);

    bench.store(ENTRY, B);

    if (steps.expected() == null) {
      assertThat(bench.violations()).isEmpty();
    } else {
      assertThat(bench.violations()).containsExactly(steps.expected());
      Violation violation = bench.machine.violations().get(0);
      assertThat(violation.heldBy()).isEqualTo(PeSet.of(1));
      assertThat(violation.openedAt()).isEqualTo(0);
      assertThat(violation.event()).isEqualTo(bench.machine.eventCount() - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void whatHadNoAccessFlagNeedsNoneOfIt(Steps steps) {
    BareBench bench = new BareBench(Feature.TTL).beginWithPage(IPA, A & ~(1L << 10));
    bench.store(ENTRY, 0);
    steps.steps().accept(bench);

    bench.store(ENTRY, B);

    assertThat(bench.violations()).isEmpty();
  }

  // The issuer itself.

  @Test
  void issuerInTheGuestNeedsAnIsbBehind() {
    assertThat(onPe1(bench -> {}).violations()).containsExactly(NO_ISB);
    assertThat(onPe1(bench -> {}).machine.violations().get(0).heldBy()).isEqualTo(PeSet.of(1));
    assertThat(onPe1(bench -> bench.isb(1)).violations()).isEmpty();
  }

  private static BareBench onPe1(Consumer<BareBench> last) {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(ISHST);
    bench.machine.tlbi(1, TlbiOp.ALLE1IS, 0);
    bench.machine.dsb(1, ISH);
    last.accept(bench);
    return bench.store(ENTRY, B);
  }

  @Test
  void localIsEnoughWhereOneOtherPeIsNotInTheGuest() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(ISHST);
    bench.machine.tlbi(1, TlbiOp.VMALLS12E1, 0);
    bench.machine.dsb(1, DsbOption.NSH);
    bench.isb(1);

    bench.store(ENTRY, B);

    assertThat(bench.violations()).isEmpty();
  }

  // Tables.

  @Test
  void lastLevelFormOnATableIsAWrongLevel() {
    assertThat(unlinkedBy(TlbiOp.IPAS2LE1IS).violations()).containsExactly(WRONG_LEVEL);
  }

  @Test
  void oneAddressIsNotEveryAddressBelow() {
    assertThat(unlinkedBy(TlbiOp.IPAS2E1IS).violations()).containsExactly(WRONG_IPA);
  }

  @Test
  void theWholeVmidIs() {
    assertThat(unlinkedBy(TlbiOp.VMALLS12E1IS).violations()).isEmpty();
  }

  private static BareBench unlinkedBy(TlbiOp op) {
    BareBench bench = unlinked(op);
    bench.arrange(OTHER_T3 + 8, 0);
    return bench.store(word(T2, 2, IPA), BareBench.block(0xa000_0000L));
  }

  private static BareBench unlinked(TlbiOp op) {
    BareBench bench = new BareBench().arrange(ENTRY + 8, A).beginWithPage(IPA, A);
    bench.store(word(T2, 2, IPA), 0).dsb(ISHST);
    bench.tlbi(op, op == TlbiOp.VMALLS12E1IS ? 0 : ipa(IPA)).dsb(ISH);
    return bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(ISH);
  }

  /** Its own leaf is gone, and loaded again through the table that is still held. */
  @Test
  void pageOfATableThatIsStillHeldGoesByTheNameOfThat() {
    BareBench bench = unlinked(TlbiOp.IPAS2LE1IS).store(ENTRY, B);

    assertThat(bench.violations()).containsExactly(WRONG_LEVEL);
    assertThat(bench.read(IPA)).contains("ok 0x90000000", "ok 0xa0000000");
  }

  @Test
  void soItDoesFurtherBelow() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench
        .store(word(ROOT, 1, IPA), 0)
        .dsb(ISHST)
        .tlbi(TlbiOp.IPAS2LE1IS, ipa(IPA))
        .dsb(ISH);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(ISH).store(ENTRY, B);

    assertThat(bench.violations()).containsExactly(WRONG_LEVEL);
  }

  @Test
  void pageOfATableThatIsGoneIsNobodysBusiness() {
    assertThat(unlinked(TlbiOp.IPAS2E1IS).store(ENTRY, B).violations()).isEmpty();
    assertThat(unlinked(TlbiOp.IPAS2E1IS).store(ENTRY + 8, B).violations()).isEmpty();
    assertThat(unlinked(TlbiOp.VMALLS12E1IS).store(ENTRY + 8, B).violations()).isEmpty();
  }

  // VMIDs.

  @Test
  void maintenanceOfAnotherChangeIsNoAttempt() {
    BareBench bench = new BareBench().arrange(ENTRY + 8, A).beginWithPage(IPA, A);
    bench.store(ENTRY, 0).store(ENTRY + 8, 0);
    byIpa(bench, IPA + 0x1000, 0);

    bench.store(ENTRY + 8, B).store(ENTRY, B);

    assertThat(bench.violations()).containsExactly(NO_TLBI);
    assertThat(bench.machine.violations().get(0).ipa()).isEqualTo(IPA);
  }

  @Test
  void severalPesAreToldTogether() {
    BareBench bench = new BareBench();
    bench.machine.runAt(2, 1);
    bench.beginWithPage(IPA, A).store(ENTRY, 0).dsb(ISHST).store(ENTRY, B);

    assertThat(bench.violations()).containsExactly(NO_TLBI);
    assertThat(bench.machine.violations().get(0).heldBy()).isEqualTo(PeSet.of(1, 2));
    assertThat(bench.machine.violations().get(0).entries()).isEqualTo(1);
  }

  @Test
  void otherTablesOfTheVmidAreItsReuse() {
    BareBench bench = new BareBench();
    bench.arrange(word(OTHER_ROOT, 1, IPA), table(OTHER_T2));
    bench.beginWithPage(IPA, A);
    bench.machine.runAt(1, 2);
    bench.machine.write(1, SystemRegister.VTTBR_EL2, 1L << 48 | OTHER_ROOT);
    assertThat(bench.violations()).isEmpty();
    bench.isb(1);

    assertThat(bench.violations()).containsExactly(VMID_REUSE);
    assertThat(bench.machine.violations().get(0).heldBy()).isEqualTo(PeSet.of(1));
    assertThat(bench.machine.violations().get(0).entries()).isEqualTo(3);
  }

  @Test
  void afterAFlushTheVmidIsFree() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.machine.runAt(1, 2);
    bench.flush();
    bench.machine.write(1, SystemRegister.VTTBR_EL2, 1L << 48 | OTHER_ROOT);
    bench.isb(1);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void anotherVmidIsNoReuse() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.machine.runAt(1, 2);
    bench.machine.write(1, SystemRegister.VTTBR_EL2, 2L << 48 | OTHER_ROOT);
    bench.isb(1);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void registersOfAGuestAreSynchronisedAtOnce() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);

    bench.machine.write(1, SystemRegister.VTTBR_EL2, 1L << 48 | OTHER_ROOT);

    assertThat(bench.violations()).containsExactly(VMID_REUSE);
  }

  // Pages that are freed.

  @Test
  void pageThatIsStillLinkedIsUsedAfterItsFree() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);

    bench.machine.freeTable(0, T3, 0x1000);

    assertThat(bench.violations()).containsExactly(USE_AFTER_FREE);
    Violation violation = bench.machine.violations().get(0);
    assertThat(violation.heldBy()).isEqualTo(PeSet.of(1));
    assertThat(violation.pa()).isEqualTo(T3);
    assertThat(violation.openedAt()).isEqualTo(-1);
  }

  @Test
  void pageThatMayStillBeWalkedToIsUsedAfterItsFree() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(word(T2, 2, IPA), 0).dsb(ISH);

    bench.machine.freeTable(0, T3, 0x1000);

    assertThat(bench.violations()).containsExactly(USE_AFTER_FREE);
    assertThat(bench.machine.violations().get(0).openedAt()).isEqualTo(0);
  }

  @Test
  void pageThatNobodyWalksToIsFree() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(word(T2, 2, IPA), 0).flush();

    bench.machine.freeTable(0, T3, 0x1000);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void startTableOfARunningGuestIsUsedAfterItsFree() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);

    bench.machine.freeTable(0, ROOT, 0x1000);

    assertThat(bench.violations()).containsExactly(USE_AFTER_FREE);
  }

  @Test
  void whoGoesBackToFreedTablesUsesThemAfterTheirFree() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.machine.runAt(1, 2);
    bench.flush();
    bench.machine.freeTable(0, T3, 0x1000);
    assertThat(bench.violations()).isEmpty();

    bench.machine.runAt(1, 1);

    assertThat(bench.violations()).containsExactly(USE_AFTER_FREE);
  }
}
