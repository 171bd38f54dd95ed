package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.block;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.event.ViolationName;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What PE 1, which is in the guest, may see while PE 0 changes its tables by hand. Each case was
 * worked out on paper; A is what was there, B what comes, and a fault is that of the entry.
 */
final class ConcreteCasesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long NEIGHBOUR = IPA + 0x1000;
  private static final long ELSEWHERE = IPA + M2; // another table of level 3
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final String OK_A = "ok 0x90000000";
  private static final String OK_B = "ok 0xa0000000";
  private static final String F1 = "translation fault level 1";
  private static final String F2 = "translation fault level 2";
  private static final String F3 = "translation fault level 3";
  private static final String CONFLICT = "conflict";

  // Block to table with the same translations, without a break.

  @Test
  void blockReplacedByEqualPagesConflictsAndIsAViolation() {
    BareBench bench = splitInPlace();

    assertThat(bench.read(IPA)).isEqualTo(set("ok 0x90007000", CONFLICT));
    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
    assertThat(bench.machine.violations().get(0).heldBy()).isEqualTo(PeSet.of(1));
  }

  @Test
  void atBbmLevel2ItConflictsAndIsNoViolation() {
    BareBench bench = splitInPlace(Feature.BBML1, Feature.BBML2);

    assertThat(bench.read(IPA)).isEqualTo(set("ok 0x90007000", CONFLICT));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void atBbmLevel3ItDoesNotEvenConflict() {
    BareBench bench = splitInPlace(Feature.BBML1, Feature.BBML2, Feature.BBML3);

    assertThat(bench.read(IPA)).isEqualTo(set("ok 0x90007000"));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void theConflictLastsUntilTheBlockIsInvalidated() {
    BareBench bench = splitInPlace(Feature.BBML1, Feature.BBML2);
    bench.dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set("ok 0x90007000", CONFLICT));

    bench.flush();

    assertThat(bench.read(IPA)).isEqualTo(set("ok 0x90007000"));
  }

  private static BareBench splitInPlace(Feature... features) {
    BareBench bench = new BareBench(features);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(word(T2, 2, IPA), block(0x9000_0000L));
    fill(bench, T3, 0x9000_0000L);
    bench.begin();
    return bench.store(word(T2, 2, IPA), table(T3));
  }

  private static void fill(BareBench bench, long tablePa, long firstPa) {
    for (int i = 0; i < 512; i++) {
      bench.arrange(tablePa + i * 8L, page(firstPa + i * 0x1000L));
    }
  }

  // A block of level 1 replaced by tables that were made off-line, then a page of them.

  @Test
  void readerOfTheReplacedPageSeesEachStageOfTheSplit() {
    BareBench bench = offLineSplit();

    String old = "ok 0x100a07000";
    assertThat(bench.reads(IPA))
        .containsExactly(
            set(old),
            set(old, F1),
            set(F1),
            set(F1, old),
            set(old),
            set(old, F3),
            set(F3),
            set(F3, OK_B),
            set(OK_B));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void readerOfANeighbourSeesItsPageOrNothing() {
    BareBench bench = offLineSplit();

    String old = "ok 0x100a08000";
    assertThat(bench.reads(NEIGHBOUR))
        .containsExactly(set(old), set(old, F1), set(F1), set(F1, old), set(old));
  }

  private static BareBench offLineSplit() {
    BareBench bench = new BareBench();
    long old = 0x1_0000_0000L;
    bench.arrange(word(ROOT, 1, IPA), block(old));
    for (int i = 0; i < 512; i++) {
      bench.arrange(T2 + i * 8L, block(old + i * M2));
    }
    bench.arrange(word(T2, 2, IPA), table(T3));
    fill(bench, T3, old + 5 * M2);
    bench.begin();

    bench.store(word(ROOT, 1, IPA), 0).flush();
    bench.store(word(ROOT, 1, IPA), table(T2)).dsb(DsbOption.ISH);
    bench.store(ENTRY, 0).flush();
    return bench.store(ENTRY, B).dsb(DsbOption.ISH);
  }

  // A table of level 1 is unlinked, and one address invalidated.

  @Test
  void readerThatPartsAboveTheLastTableWalksLiveMemoryThere() {
    BareBench bench = unlink(TlbiOp.IPAS2E1IS);
    assertThat(bench.read(ELSEWHERE)).isEqualTo(set(OK_A, F1));

    bench.store(word(OTHER_T3, 3, ELSEWHERE), B).dsb(DsbOption.ISH);

    assertThat(bench.read(ELSEWHERE)).isEqualTo(set(OK_A, OK_B, F1, CONFLICT));
  }

  @Test
  void andReadsAnythingOnceThatTableIsFreed() {
    BareBench bench = unlink(TlbiOp.IPAS2E1IS);

    bench.machine.freeTable(0, OTHER_T3, 0x1000);

    assertThat(bench.read(ELSEWHERE)).isEqualTo(set(OK_A, F1, "wild"));
  }

  @Test
  void whatItNeedNotWalkThroughAnyMoreMayBeFreed() {
    BareBench bench = unlink(TlbiOp.IPAS2E1IS);

    bench.machine.freeTable(0, T2, 0x1000);

    assertThat(bench.read(ELSEWHERE)).isEqualTo(set(OK_A, F1));
  }

  @Test
  void readerInTheSameLastTableKeepsALeafAtMost() {
    BareBench bench = unlink(TlbiOp.IPAS2E1IS);
    assertThat(bench.read(NEIGHBOUR)).isEqualTo(set("ok 0x90001000", F1));

    bench.store(word(T3, 3, NEIGHBOUR), B).dsb(DsbOption.ISH);
    assertThat(bench.read(NEIGHBOUR)).isEqualTo(set("ok 0x90001000", F1));

    bench.machine.freeTable(0, T2, 0x1000);
    bench.machine.freeTable(0, T3, 0x1000);
    assertThat(bench.read(NEIGHBOUR)).isEqualTo(set("ok 0x90001000", F1));
  }

  @Test
  void readerOfTheInvalidatedAddressSeesNothing() {
    BareBench bench = unlink(TlbiOp.IPAS2E1IS);

    assertThat(bench.read(IPA)).isEqualTo(set(F1));
  }

  @Test
  void ifOnlyTheLastLevelIsInvalidatedTheTablesAreWalkedOn() {
    BareBench bench = unlink(TlbiOp.IPAS2LE1IS);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F1));
  }

  private static BareBench unlink(TlbiOp byIpa) {
    BareBench bench = new BareBench();
    bench.arrange(word(T2, 2, ELSEWHERE), table(OTHER_T3));
    bench.arrange(word(OTHER_T3, 3, ELSEWHERE), A);
    bench.arrange(word(T3, 3, NEIGHBOUR), A + 0x1000);
    bench.beginWithPage(IPA, A);
    bench.store(word(ROOT, 1, IPA), 0).dsb(DsbOption.ISHST);
    bench.tlbi(byIpa, ipa(IPA)).dsb(DsbOption.ISH);
    return bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
  }

  // Half of the invalidation is missing.

  @Test
  void withoutVmalle1TheCombinedEntryStays() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA)).dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    assertThat(bench.violations()).isEmpty();

    bench.store(ENTRY, B);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, OK_B, F3, CONFLICT));
    assertThat(bench.violations()).containsExactly(ViolationName.MISSING_VMALLE1);

    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
  }

  @Test
  void withVmalle1NothingStays() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA)).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(F3));

    bench.store(ENTRY, B).dsb(DsbOption.ISHST);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void vmalle1BeforeIpas2LetsTheCombinedEntryBeMadeAgain() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA)).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void bothWithoutADsbBetweenLetItBeMadeAgainToo() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA));
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void withoutADsbBeforeTheTlbiTheOldEntryIsLoadedAgain() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(ENTRY, 0).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));

    bench.dsb(DsbOption.SY).isb(1);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.store(ENTRY, B);
    assertThat(bench.violations()).containsExactly(ViolationName.NO_DSB_BEFORE_TLBI);
  }

  // Two operating PEs.

  @Test
  void whoTakesTheLockMakesTheStoresBeforeItVisible() {
    LockedBench bench = new LockedBench(A);
    bench.machine.locked(0, 0);
    bench.store(0, A, 0);
    bench.machine.unlocked(0, 0);

    bench.machine.locked(2, 0);
    bench.flush(2);

    assertThat(bench.read()).isEqualTo(set(F3));
  }

  @Test
  void withoutTheLockItsDsbDoesNothingForAStrangersStore() {
    LockedBench bench = new LockedBench(A);
    bench.store(0, A, 0);

    bench.flush(2);

    assertThat(bench.read()).isEqualTo(set(OK_A, F3));
  }

  @Test
  void whoReadsTheWordMakesItVisibleToo() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    bench.store(0, ENTRY, 0);

    bench.machine.store(2, ENTRY, 0, true, false); // an exchange reads
    bench.machine.dsb(2, DsbOption.ISH);
    bench.machine.tlbi(2, TlbiOp.VMALLS12E1IS, 0);
    bench.machine.dsb(2, DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  @Test
  void removalUnderALockIsSeenOrNotUntilTheFlushAndIsNoViolation() {
    LockedBench bench = new LockedBench(A);
    bench.machine.locked(0, 0);
    bench.store(0, A, 0);
    bench.machine.dsb(0, DsbOption.ISH);

    assertThat(bench.read()).isEqualTo(set(OK_A, F3));
    assertThat(bench.machine.violations()).isEmpty();
  }

  @Test
  void mappingAnotherFrameUnderTheSameLockIsAViolation() {
    LockedBench bench = new LockedBench(A);
    bench.machine.locked(0, 0);
    bench.store(0, A, 0);
    bench.machine.dsb(0, DsbOption.ISH);

    bench.store(0, 0, B);

    assertThat(bench.read()).isEqualTo(set(OK_A, OK_B, F3, CONFLICT));
    assertThat(bench.machine.violations())
        .extracting(violation -> violation.name())
        .containsExactly(ViolationName.NO_TLBI);
  }

  // RW to RO by a break and a make, with one invalidation at the end.

  @Test
  void writerMayWriteUntilTheFinalDsbAndNeverMeetsAConflict() {
    BareBench bench = new BareBench().beginWithPage(IPA, A);
    String denied = "permission fault level 3";

    bench.store(ENTRY, 0);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, F3));
    bench.dsb(DsbOption.ISH);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, F3));
    bench.store(ENTRY, readOnlyPage(0x9000_0000L));
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, F3, denied));
    bench.dsb(DsbOption.ISH);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, denied));
    bench.tlbi(TlbiOp.VMALLS12E1IS, 0);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, denied));
    bench.dsb(DsbOption.ISH);
    assertThat(bench.write(IPA)).isEqualTo(set(denied));
    assertThat(bench.violations()).isEmpty();
  }

  // Invalid to valid.

  @Test
  void dataOfAnotherPeComesWithTheDsbOfTheStorer() {
    BareBench bench = new BareBench().beginWithPage(IPA, 0);

    bench.store(ENTRY, B);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B, F3));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void dataOfTheSamePeNeedsAContextSynchronizationBesides() {
    BareBench bench = new BareBench();
    bench.machine.runAt(0, 1);
    bench.beginWithPage(IPA, 0);

    bench.store(ENTRY, B);
    assertThat(bench.read(0, IPA)).isEqualTo(set(OK_B, F3));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(0, IPA)).isEqualTo(set(OK_B, F3));
    bench.isb(0);
    assertThat(bench.read(0, IPA)).isEqualTo(set(OK_B));
  }

  @Test
  void contextSynchronizationWithoutADsbIsNotEnough() {
    BareBench bench = new BareBench();
    bench.machine.runAt(0, 1);
    bench.beginWithPage(IPA, 0);

    bench.store(ENTRY, B).isb(0);

    assertThat(bench.read(0, IPA)).isEqualTo(set(OK_B, F3));
  }

  @Test
  void fetchNeedsAnIsbOnThePeThatFetches() {
    BareBench bench = new BareBench().beginWithPage(IPA, 0);

    bench.store(ENTRY, B).dsb(DsbOption.ISHST);
    assertThat(bench.sees(1, AccessKind.FETCH, IPA)).isEqualTo(set(OK_B, F3));
    bench.isb(0);
    assertThat(bench.sees(1, AccessKind.FETCH, IPA)).isEqualTo(set(OK_B, F3));
    bench.isb(1);
    assertThat(bench.sees(1, AccessKind.FETCH, IPA)).isEqualTo(set(OK_B));
  }

  @Test
  void faultsOfTheLevelsAboveAreSeenAsOften() {
    BareBench bench = new BareBench();
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(word(T3, 3, IPA), A);
    bench.begin();

    bench.store(word(T2, 2, IPA), table(T3));

    Set<String> either = set(OK_A, F2);
    assertThat(bench.read(IPA)).isEqualTo(either);
  }
}
