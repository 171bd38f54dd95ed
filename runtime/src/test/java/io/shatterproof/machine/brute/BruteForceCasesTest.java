package io.shatterproof.machine.brute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The brute force itself, on programs whose sets were worked out on paper: a model that is wrong
 * proves nothing. PE 0 is at EL2, PE 1 in the guest, unless said.
 */
final class BruteForceCasesTest {
  private static final long VTTBR = 1L << 48 | Layout.R0;
  private static final long ENTRY = Layout.T3A;
  private static final long A = 0x10_0000_07ffL;
  private static final long B = 0x20_0000_07ffL;
  private static final String OK_A = "ok 3 0x1000000000";
  private static final String OK_B = "ok 3 0x2000000000";
  private static final String F1 = "translation 1";
  private static final String F3 = "translation 3";
  private static final String CONFLICT = "conflict";

  private final TreeMap<Long, Long> words = new TreeMap<>();
  private final List<ProgramStep> steps = new ArrayList<>();
  private boolean isCoherent = true;
  private int elOfPe0 = 2;
  private long first = A;

  @Test
  void breakBeforeMake() {
    store(ENTRY, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.IPAS2E1IS).dsb(DsbOption.ISH);
    tlbi(TlbiOp.VMALLE1IS).dsb(DsbOption.ISH).store(ENTRY, B).dsb(DsbOption.ISHST);

    assertThat(seenBy(1, AccessType.READ))
        .containsExactly(
            set(OK_A),
            set(OK_A, F3),
            set(OK_A, F3),
            set(OK_A, F3),
            set(OK_A, F3),
            set(OK_A, F3),
            set(F3),
            set(F3, OK_B),
            set(OK_B));
  }

  @Test
  void bothInvalidationsBeforeOneBarrierLeaveTheCombinedEntry() {
    store(ENTRY, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.IPAS2E1IS);
    tlbi(TlbiOp.VMALLE1IS).dsb(DsbOption.ISH);

    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void invalidationBeforeTheStoreIsVisibleLeavesTheEntry() {
    store(ENTRY, 0).tlbi(TlbiOp.VMALLS12E1IS).dsb(DsbOption.ISH);

    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void makeWithoutABreakConflicts() {
    store(ENTRY, B).dsb(DsbOption.ISHST);

    assertThat(seenBy(1, AccessType.READ))
        .containsExactly(set(OK_A), set(OK_A, OK_B, CONFLICT), set(OK_A, OK_B, CONFLICT));
  }

  @Test
  void ownBarriersAreNoticedWithTheNextContextSynchronization() {
    elOfPe0 = 1;
    first = 0;
    store(ENTRY, B).dsb(DsbOption.ISH).isb(0);

    assertThat(seenBy(0, AccessType.READ))
        .containsExactly(set(F3), set(F3, OK_B), set(F3, OK_B), set(OK_B));
    assertThat(seenBy(1, AccessType.READ))
        .containsExactly(set(F3), set(F3, OK_B), set(OK_B), set(OK_B));
  }

  @Test
  void fetchesReportAFaultUntilTheirOwnContextSynchronization() {
    first = 0;
    store(ENTRY, B).dsb(DsbOption.ISH).isb(0).isb(1);

    assertThat(seenBy(1, AccessType.FETCH))
        .containsExactly(set(F3), set(F3, OK_B), set(F3, OK_B), set(F3, OK_B), set(OK_B));
  }

  @Test
  void fetchesSeeOldValuesNoLongerThanData() {
    store(ENTRY, 0).dsb(DsbOption.ISH).tlbi(TlbiOp.VMALLS12E1IS).dsb(DsbOption.ISH);

    assertThat(last(1, AccessType.FETCH)).isEqualTo(set(F3));
  }

  @Test
  void invalidatingTheLastLevelLeavesTheWayThroughTheTables() {
    store(Layout.R0, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.IPAS2LE1IS).dsb(DsbOption.ISH);
    tlbi(TlbiOp.VMALLE1IS).dsb(DsbOption.ISH);

    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_A, F1));
  }

  @Test
  void aFreedTableIsReadThroughWhatStillLeadsToIt() {
    store(Layout.R0, 0).dsb(DsbOption.ISHST);
    steps.add(new ProgramStep.Free(0, Layout.T3A));
    tlbi(TlbiOp.VMALLS12E1IS).dsb(DsbOption.ISH);

    assertThat(seenBy(1, AccessType.READ))
        .containsExactly(
            set(OK_A),
            set(OK_A, F1),
            set(OK_A, F1),
            set(OK_A, F1, "wild"),
            set(OK_A, F1, "wild"),
            set(F1));
  }

  @Test
  void aWalkerThatIsNotCoherentReadsOldValuesUntilTheClean() {
    isCoherent = false;
    store(ENTRY, 0).dsb(DsbOption.ISH).tlbi(TlbiOp.VMALLS12E1IS).dsb(DsbOption.ISH);
    store(ENTRY, B).dsb(DsbOption.ISH);
    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_A, OK_B, F3, CONFLICT));

    steps.add(new ProgramStep.Clean(0, ENTRY));
    dsb(DsbOption.ISH).tlbi(TlbiOp.VMALLS12E1IS).dsb(DsbOption.ISH);
    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_B));
  }

  @Test
  void aMemberOfAContiguousGroupTranslatesForTheOthers() {
    words.put(ENTRY + 8, 0x20_0000_17ffL | 1L << 52);
    dsb(DsbOption.ISH);

    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_A, OK_B, CONFLICT));
  }

  @Test
  void aLocalInvalidationIsNotForOthers() {
    store(ENTRY, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.VMALLS12E1).dsb(DsbOption.ISH);

    assertThat(last(1, AccessType.READ)).isEqualTo(set(OK_A, F3));
  }

  private BruteForceCasesTest store(long pa, long value) {
    steps.add(new ProgramStep.Store(0, pa, value));
    return this;
  }

  private BruteForceCasesTest dsb(DsbOption option) {
    steps.add(new ProgramStep.Dsb(0, option));
    return this;
  }

  private BruteForceCasesTest tlbi(TlbiOp op) {
    steps.add(new ProgramStep.Tlbi(0, op, 0));
    return this;
  }

  private BruteForceCasesTest isb(int pe) {
    steps.add(new ProgramStep.Isb(pe));
    return this;
  }

  private SortedSet<String> last(int pe, AccessType type) {
    List<SortedSet<String>> seen = seenBy(pe, type);
    return seen.get(seen.size() - 1);
  }

  private List<SortedSet<String>> seenBy(int pe, AccessType type) {
    words.put(Layout.R0, Layout.T2A | 3);
    words.put(Layout.T2A, Layout.T3A | 3);
    words.put(ENTRY, first);
    Program program =
        new Program(0, isCoherent, words, List.of(VTTBR, VTTBR), List.of(elOfPe0, 1), steps);
    return BruteForce.seen(program, pe, List.of(new Access(type, 0)), new Tally()).stream()
        .map(sets -> sets.get(0))
        .toList();
  }

  private static SortedSet<String> set(String... outcomes) {
    Set<String> set = new TreeSet<>(Arrays.asList(outcomes));
    return new TreeSet<>(set);
  }
}
