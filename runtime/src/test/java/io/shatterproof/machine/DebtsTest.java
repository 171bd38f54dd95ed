package io.shatterproof.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must come between a break and a make, one word for each step; each wrong way has its twin. */
final class DebtsTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long OTHER_ROOT = 0x8008_0000L;
  private static final long T2 = 0x8001_0000L;
  private static final long T3 = 0x8002_0000L;
  private static final long NEW_T2 = 0x8003_0000L;
  private static final long NEW_T3 = 0x8004_0000L;
  private static final long M2 = 1L << 21;
  private static final long G1 = 1L << 30;
  private static final long RANGE_OF_TWO = 1L << 46; // granule 4K, SCALE 0, NUM 0
  private static final long IPA = G1 + 5 * M2 + 7 * 0x1000;
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long WRITE = 1L << 7;

  private final Machine machine = new Machine(Platform.plain("p"));

  @BeforeEach
  void mapOnePage() {
    for (int domain = 0; domain < 2; domain++) {
      long root = domain == 0 ? ROOT : OTHER_ROOT;
      machine.tableAllocated(0, root);
      machine.attachDomain(domain, config(), new DomainReport((domain + 1L) << 48 | root, 0));
    }
    enter(0);
    machine.takeReferences(0x9000_0000L, 0x4000_0000L); // every frame is another domain's
    machine.settleReferences(true);
    machine.tableAllocated(0, T2);
    machine.tableAllocated(0, T3);
    store(T3, 7, 3, A, false);
    store(T2, 5, 2, table(T3), false);
    store(ROOT, 1, 1, table(T2), true);
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "break dsb tlbi dsb, ''",
    "break ishst tlbi ish, ''",
    "break dsb alle1is dsb, ''",
    "break dsb ipas2 dsb vmalle1 dsb, ''",
    "break dsb ipas2le dsb vmalle1 dsb, ''",
    "break dsb ripas2 dsb vmalle1 dsb, ''",
    "break dsb tlbios dsb, ''",
    "break dsb tlbios ish, no_dsb_after",
    "break dsb tlbinxs dsb, ''",
    "break dsb tlbios osh, ''",
    "break dsb tlbinxs ishnxs, ''",
    "break ishnxs tlbinxs ishnxs, ''",
    "break dsb tlbi ishnxs, no_dsb_after",
    "break dsb tlbi tlbinxs ishnxs, ''",
    "break dsb ripas2elsewhere dsb vmalle1 dsb, no_tlbi",
    "break dsb alle2 dsb, no_tlbi",
    "break dsb local dsb tlbi dsb, ''",
    "break dsb other tlbi dsb, ''",
    "break tlbi dsb, no_dsb_before_tlbi",
    "break ishld tlbi dsb, no_dsb_before_tlbi",
    "break nsh tlbi dsb, no_dsb_before_tlbi",
    "break ipas2 dsb vmalle1 dsb, no_dsb_before_tlbi",
    "break, no_tlbi",
    "break dsb, no_tlbi",
    "break dsb vmalle1 dsb, no_tlbi",
    "break dsb ipas2elsewhere dsb vmalle1 dsb, no_tlbi",
    "break dsb other dsb, wrong_vmid",
    "break dsb unsynchronised dsb, wrong_vmid",
    "break dsb local dsb, local_tlbi",
    "break dsb ipas2 dsb vmalle1local dsb, local_tlbi",
    "break dsb ipas2 dsb, missing_vmalle1",
    "break dsb ipas2 vmalle1 dsb, missing_vmalle1",
    "break dsb vmalle1 dsb ipas2 dsb, missing_vmalle1",
    "break dsb tlbi, no_dsb_after",
    "break dsb tlbi ishst, no_dsb_after",
    "break dsb tlbi ishld, no_dsb_after",
    "break dsb tlbi nsh, no_dsb_after",
    "break dsb tlbi dsb1, no_dsb_after",
    "break dsb ipas2 dsb vmalle1, no_dsb_after"
  })
  void makeIsJudgedByWhatCameBeforeIt(String steps, String name) {
    run(steps);
    store(T3, 7, 3, B, true);

    assertNames(name);
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "break dsb tlbi dsb, ''",
    "break dsb ipas2 dsb vmalle1 dsb, ''",
    "break dsb, no_tlbi",
    "break tlbi dsb, no_dsb_before_tlbi",
    "break ipas2 dsb vmalle1 dsb, no_dsb_before_tlbi",
    "break dsb ipas2 dsb, missing_vmalle1",
    "break dsb tlbi, no_dsb_after"
  })
  void amongManyRemovedEntriesEachIsFound(String steps, String name) {
    for (int index = 20; index < 60; index++) {
      store(T3, index, 3, B + (index << 12), true);
    }
    for (int index = 20; index < 60; index++) {
      store(T3, index, 3, 0, true);
    }

    run(steps);
    store(T3, 7, 3, B, true);
    machine.referenceDropped(0, 0x9000_0000L);

    assertNames(name.isEmpty() ? "" : name + " early_release");
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"break", "break tlbi dsb", "break dsb local dsb", "break dsb tlbi"})
  void entryWithoutAccessFlagIsHeldByNobody(String steps) {
    store(T3, 7, 3, 0, true);
    run("dsb tlbi dsb");
    store(T3, 7, 3, A & ~ACCESS_FLAG, true);

    run(steps);
    store(T3, 7, 3, B, true);

    assertNames("");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"break dsb, no_tlbi", "break dsb tlbi dsb, ''"})
  void accessFlagOfTheNewEntryDecidesNothing(String steps, String name) {
    run(steps);
    store(T3, 7, 3, B & ~ACCESS_FLAG, true);

    assertNames(name);
  }

  @Test
  void permissionsMayChangeBeforeTheFlush() {
    run("break dsb");
    store(T3, 7, 3, A & ~WRITE, true);

    assertNames("");
  }

  @Test
  void permissionChangeDoesNotHideWhatWasThereBefore() {
    store(T3, 7, 3, A & ~WRITE, true);
    store(T3, 7, 3, 0, true);
    store(T3, 7, 3, B, true);

    assertNames("no_tlbi");
  }

  @Test
  void storeIsBlamedOnceForEachNameAndAnEntryOnce() {
    run("break dsb");
    store(T3, 7, 3, B, true);
    store(T3, 7, 3, B & ~WRITE, true);

    assertNames("no_tlbi");
    Violation violation = machine.violations().get(0);
    assertThat(violation.heldBy()).isEqualTo(PeSet.of(1));
    assertThat(violation.message())
        .isEqualTo(
            "no_tlbi: level 3 of 0x40a07000 became page 0xa0000000 rwx (0xa00007ff) while page"
                + " 0x90000000 rwx (0x900007ff) of level 3 was not invalidated: no TLBI of all PEs"
                + " followed the break; may be held by PE {1}; opened by event 13, broken by event"
                + " 16");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"dsb, no_tlbi", "dsb tlbi dsb, ''"})
  void blockOverARemovedPageIsJudgedThroughAnotherWord(String steps, String name) {
    run("break");
    store(T2, 5, 2, 0, true);
    run(steps);
    store(T2, 5, 2, block(0xa000_0000L), true);

    assertNames(name);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"dsb, no_tlbi", "dsb tlbi dsb, ''"})
  void linkedTableIsJudgedByWhatItSaysOfARemovedPage(String steps, String name) {
    run("break dsb tlbi dsb");
    store(T2, 5, 2, 0, true);
    run("dsb tlbi dsb");
    store(ROOT, 1, 1, 0, true);
    run("dsb tlbi dsb");
    store(ROOT, 1, 1, table(T2), true);
    store(T2, 5, 2, table(T3), true);
    store(T3, 7, 3, A, true);
    store(T3, 7, 3, 0, true);
    store(T2, 5, 2, 0, true);
    prepareNewTables(7, B);

    run(steps);
    store(T2, 5, 2, table(NEW_T3), true);

    assertNames(name);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"dsb, no_tlbi", "dsb ipas2 dsb vmalle1 dsb, no_tlbi", "dsb tlbi dsb, ''"})
  void unlinkedTableContradictsWhateverIsStoredInItsRange(String steps, String name) {
    prepareNewTables(9, B);
    store(ROOT, 1, 1, 0, true);
    run(steps);
    store(ROOT, 1, 1, table(NEW_T2), true);

    assertNames(name);
  }

  @Test
  void emptyTableIsForgottenByAddressToo() {
    run("break dsb ipas2 dsb vmalle1 dsb");
    store(T2, 5, 2, 0, true);
    run("dsb ipas2 dsb vmalle1 dsb");
    machine.tableFreed(0, T3, false);
    prepareNewTables(7, B);
    store(T2, 5, 2, table(NEW_T3), true);

    assertNames("");
  }

  @Test
  void tableThatIsLinkedAgainContradictsNothing() {
    store(ROOT, 1, 1, 0, true);
    store(ROOT, 1, 1, table(T2), true);
    store(T3, 8, 3, B, true);

    assertNames("");
  }

  @Test
  void storesOfAnotherRangeAreNotBlamed() {
    run("break dsb");
    store(T3, 8, 3, B, true);
    store(T2, 6, 2, block(0xa000_0000L), true);

    assertNames("");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "break, early_release",
    "break dsb, early_release",
    "break dsb tlbi, early_release",
    "break dsb local dsb, early_release",
    "break dsb tlbi dsb, ''",
    "break dsb ipas2 dsb vmalle1 dsb, ''"
  })
  void referenceIsDroppedWhenNoPeHoldsTheFrame(String steps, String name) {
    run(steps);
    machine.referenceDropped(0, 0x9000_0000L);

    assertNames(name);
  }

  @Test
  void referenceOfAnotherFrameMayGo() {
    store(T3, 8, 3, B, true);
    store(T3, 8, 3, 0, true);
    run("dsb tlbi dsb break");
    machine.referenceDropped(0, 0xa000_0000L);

    assertNames("");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"dsb, early_release", "dsb tlbi dsb, ''"})
  void everyTableOfAnUnlinkedTreeIsFreedWhenNoPeHoldsIt(String steps, String name) {
    store(ROOT, 1, 1, 0, true);
    run(steps);
    machine.tableFreed(0, T3, false);

    assertNames(name);
    machine.tableFreed(0, T2, false);
    assertNames(name.isEmpty() ? "" : name + " " + name);
  }

  @Test
  void referenceIsDroppedOnceForEachRemovedEntry() {
    run("break dsb tlbi dsb");
    machine.referenceDropped(0, 0x9000_0000L);
    assertNames("");

    machine.referenceDropped(0, 0x9000_0000L);
    assertNames("reference_count");
  }

  @Test
  void referenceOnAFrameThatNobodyTookOneOnIsNotDropped() {
    run("break dsb tlbi dsb");
    store(T3, 7, 3, page(0x7000_0000L), true);
    run("break dsb tlbi dsb");

    machine.referenceDropped(0, 0x7000_0000L);
    assertNames("reference_count");
  }

  @Test
  void aMappingThatFailsDropsTheReferencesItDoesNotUse() {
    machine.takeReferences(0xb000_0000L, 0x2000);
    machine.referenceDropped(0, 0xb000_1000L);
    machine.settleReferences(false);
    assertNames("");

    machine.takeReferences(0xb000_0000L, 0x2000);
    machine.referenceDropped(0, 0xb000_0000L);
    machine.referenceDropped(0, 0xb000_0000L);
    machine.settleReferences(false);
    assertNames("reference_count");
  }

  @Test
  void aMappingThatSucceedsKeepsItsReferences() {
    machine.takeReferences(0xb000_0000L, 0x2000);
    machine.referenceDropped(0, 0xb000_1000L);
    machine.settleReferences(true);
    assertNames("reference_count");
  }

  @Test
  void referenceIsNotDroppedWhileItsEntryStands() {
    machine.referenceDropped(0, 0x9000_0000L);

    assertNames("reference_count");
  }

  @Test
  void referencesOfAnUnlinkedTableAreThoseOfItsEntries() {
    store(T2, 5, 2, 0, true);
    run("dsb tlbi dsb");
    machine.referenceDropped(0, 0x9000_0000L);

    assertNames("");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"dsb, early_release", "dsb tlbi, early_release", "dsb tlbi dsb, ''"})
  void framesBelowAnUnlinkedTableAreReleasedWhenNoPeHoldsThem(String steps, String name) {
    store(ROOT, 1, 1, 0, true);
    run(steps);
    machine.referenceDropped(0, 0x9000_0000L);

    assertNames(name);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"break dsb, flush_pending", "break dsb tlbi dsb, ''", "break dsb tlbi, flush_pending"
  })
  void lockIsReleasedWhenWhatItRemovedIsGone(String steps, String name) {
    machine.locked(0, 0);
    run(steps);
    machine.unlocked(0, 0);

    assertNames(name);
    machine.locked(0, 0);
    machine.unlocked(0, 0);
    assertNames(name);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"7, flush_pending", "6, flush_pending", "10, ''", "55, ''"})
  void permissionThatIsTakenAwayIsDueAtTheUnlockOtherBitsAreNot(int bit, String name) {
    machine.locked(0, 0);
    store(T3, 7, 3, A ^ 1L << bit, true);
    machine.unlocked(0, 0);

    assertNames(name);
  }

  @Test
  void permissionThatIsGivenIsNotDueAtTheUnlock() {
    store(T3, 8, 3, B & ~WRITE, true);
    machine.locked(0, 0);
    store(T3, 8, 3, B, true);
    machine.unlocked(0, 0);

    assertNames("");
  }

  @Test
  void tableIsFreedOnce() {
    machine.tableAllocated(0, NEW_T2);
    machine.tableFreed(0, NEW_T2, false);
    assertNames("");

    machine.tableFreed(0, NEW_T2, true);
    assertNames("double_free");
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @Test
  void allocatedTableThatNothingReachesIsALeak() {
    assertThat(machine.leaks()).isEmpty();
    long event = machine.eventCount();

    store(T2, 5, 2, 0, true);

    assertThat(machine.leaks()).singleElement().satisfies(leak -> {
      assertThat(leak.pa()).isEqualTo(T3);
      assertThat(leak.event()).isEqualTo(event + 1);
    });
    machine.tableFreed(0, T3, false);
    assertThat(machine.leaks()).isEmpty();
  }

  @Test
  void retiredDomainOwesNothing() {
    run("break");
    machine.retire(0);
    machine.unlocked(0, 0);
    store(T3, 7, 3, B, true);
    machine.referenceDropped(0, 0x9000_0000L);
    machine.tableFreed(0, T3, false);
    machine.tableFreed(0, T2, false);
    assertThat(machine.isLive(T3)).isTrue();

    machine.tableFreed(0, ROOT, false);

    assertNames("");
    assertThat(machine.isLive(ROOT)).isFalse();
    assertThat(machine.isLive(T3)).isFalse();
    assertThat(machine.leaks()).isEmpty();
  }

  @Test
  void tornDownDomainLeaksWhatItsStartTableHides() {
    machine.retire(0);
    machine.tableFreed(0, T2, false);
    machine.tableFreed(0, T3, false);
    assertThat(machine.leaks()).isEmpty();

    machine.tornDown(0);

    assertThat(machine.leaks()).extracting(Violation::pa).containsExactly(ROOT);
  }

  @Test
  void startTableThatNobodyAllocatedNeedNotBeFreed() {
    Machine untold = new Machine(Platform.plain("p"));
    untold.attachDomain(0, config(), new DomainReport(1L << 48 | ROOT, 0));
    untold.retire(0);

    untold.tornDown(0);

    assertThat(untold.leaks()).isEmpty();
    assertThat(untold.isLive(ROOT)).isFalse();
  }

  @Test
  void retiredDomainLeaksWhatItForgets() {
    machine.retire(0);
    machine.tableFreed(0, T2, false);
    machine.tableFreed(0, ROOT, false);

    assertThat(machine.leaks()).extracting(Violation::pa).containsExactly(T3);
  }

  @Test
  void tablesOfALivingDomainAreNotFreed() {
    machine.tableFreed(0, T3, false);

    assertNames("early_release");
  }

  @Test
  void whoLeftTheGuestMayHoldItsEntriesUntilTheyAreInvalidated() {
    machine.enterGuest(0, 0);
    machine.leaveGuest(0);
    run("break dsb");
    store(T3, 7, 3, B, true);
    run("dsb tlbi dsb break dsb");
    store(T3, 7, 3, A, true);

    assertThat(machine.violations())
        .extracting(Violation::heldBy)
        .containsExactly(PeSet.of(0, 1), PeSet.of(1));
  }

  @ParameterizedTest
  @EnumSource(DsbOption.class)
  void barriersForStoresMakeTheBreakVisible(DsbOption option) {
    store(T3, 7, 3, 0, true);
    machine.dsb(0, option);
    run("tlbi dsb");
    store(T3, 7, 3, B, true);

    boolean sees = List.of("SY", "ST", "ISH", "ISHST", "OSH", "OSHST", "SYNXS", "ISHNXS", "OSHNXS")
        .contains(option.name());
    assertNames(sees ? "" : "no_dsb_before_tlbi");
  }

  @Test
  void everyLiveReplacementIsCountedApart() {
    store(T3, 7, 3, A & ~WRITE, true);
    store(T3, 7, 3, 0, true);
    store(T3, 7, 3, A, true);

    assertNames("");
    assertThat(machine.liveReplacements()).singleElement().satisfies(violation -> {
      assertThat(violation.name()).isEqualTo(ViolationName.LIVE_REPLACE);
      assertThat(violation.newDescriptor()).isEqualTo(A & ~WRITE);
    });
  }

  @Test
  void bitsThatNoPeLooksAtChangeAsOftenAsTheyLike() {
    for (long n = 1; n < 100; n++) {
      store(T3, 7, 3, A | (n & 0xf) << 55 | n >>> 4 << 60, true);
    }
    assertThat(machine.inconsistencies()).isEmpty();

    run("break dsb");
    store(T3, 7, 3, B, true);
    assertNames("no_tlbi");
  }

  @Test
  void pageWhoseAccessFlagIsClearedMayStillBeHeld() {
    store(T3, 7, 3, A & ~ACCESS_FLAG, true);
    store(T3, 7, 3, B, true);

    assertNames("no_tlbi");
  }

  private void prepareNewTables(int index, long leaf) {
    machine.tableAllocated(0, NEW_T2);
    machine.tableAllocated(0, NEW_T3);
    store(NEW_T3, index, 3, leaf, false);
    store(NEW_T2, 5, 2, table(NEW_T3), false);
  }

  private void run(String steps) {
    for (String step : steps.split(" ", -1)) {
      switch (step) {
        case "break" -> store(T3, 7, 3, 0, true);
        case "dsb" -> machine.dsb(0, DsbOption.SY);
        case "dsb1" -> machine.dsb(1, DsbOption.SY);
        case "ish" -> machine.dsb(0, DsbOption.ISH);
        case "ishst" -> machine.dsb(0, DsbOption.ISHST);
        case "ishld" -> machine.dsb(0, DsbOption.ISHLD);
        case "osh" -> machine.dsb(0, DsbOption.OSH);
        case "nsh" -> machine.dsb(0, DsbOption.NSH);
        case "tlbi" -> tlbi(TlbiOp.VMALLS12E1IS, 0);
        case "alle1is" -> {
          enter(1);
          machine.tlbi(0, TlbiOp.ALLE1IS, 0, 2, OTHER_ROOT);
          enter(0);
        }
        case "local" -> tlbi(TlbiOp.VMALLS12E1, 0);
        case "ipas2" -> tlbi(TlbiOp.IPAS2E1IS, IPA >>> 12);
        case "ipas2le" -> tlbi(TlbiOp.IPAS2LE1IS, IPA >>> 12);
        case "ipas2elsewhere" -> tlbi(TlbiOp.IPAS2E1IS, (IPA >>> 12) + 1);
        case "ripas2" -> tlbi(TlbiOp.RIPAS2E1IS, RANGE_OF_TWO | IPA >>> 12);
        case "ripas2elsewhere" -> tlbi(TlbiOp.RIPAS2E1IS, RANGE_OF_TWO | (IPA >>> 12) + 1);
        case "tlbios" -> tlbi(TlbiOp.VMALLS12E1OS, 0);
        case "tlbinxs" -> tlbi(TlbiOp.VMALLS12E1ISNXS, 0);
        case "alle2" -> tlbi(TlbiOp.ALLE2IS, 0);
        case "ishnxs" -> machine.dsb(0, DsbOption.ISHNXS);
        case "vmalle1" -> tlbi(TlbiOp.VMALLE1IS, 0);
        case "vmalle1local" -> tlbi(TlbiOp.VMALLE1, 0);
        case "other" -> {
          enter(1);
          machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 2, OTHER_ROOT);
          enter(0);
        }
        case "unsynchronised" -> {
          machine.context(0, SystemRegister.VTTBR_EL2, 2L << 48 | OTHER_ROOT);
          tlbi(TlbiOp.VMALLS12E1IS, 0);
          enter(0);
        }
        default -> throw new AssertionError(step);
      }
    }
  }

  private void tlbi(TlbiOp op, long operand) {
    machine.tlbi(0, op, operand, 1, ROOT);
  }

  private void enter(int domain) {
    long root = domain == 0 ? ROOT : OTHER_ROOT;
    machine.context(0, SystemRegister.VTTBR_EL2, (domain + 1L) << 48 | root);
    machine.isb(0);
  }

  private void store(long tablePa, int index, int level, long made, boolean live) {
    long old = machine.read(tablePa + 8L * index);
    long ipa = switch (level) {
      case 1 -> index * G1;
      case 2 -> G1 + index * M2;
      default -> G1 + 5 * M2 + index * 0x1000L;
    };
    machine.dsb(1, DsbOption.SY);
    machine.store(0, tablePa, index, level, ipa, old, made, live);
  }

  private void assertNames(String names) {
    assertThat(machine.violations())
        .extracting(violation -> violation.name().word())
        .isEqualTo(names.isEmpty() ? List.of() : Arrays.asList(names.split(" ", -1)));
  }

  private static DomainConfig config() {
    return new DomainConfig(
        "guest",
        "",
        new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }

  private static long table(long pa) {
    return S2Format.of(Granule.SIZE_4K).table(pa);
  }

  private static long page(long pa) {
    return leaf(pa, 3);
  }

  private static long block(long pa) {
    return leaf(pa, 2);
  }

  private static long leaf(long pa, int level) {
    return S2Format.of(Granule.SIZE_4K)
        .leaf(pa, level, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
  }
}
