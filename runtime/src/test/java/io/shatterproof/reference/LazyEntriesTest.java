package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Entries whose next use is heard of, as {@code xen_latest} has them. The start tables are two, of
 * level 1.
 *
 * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c"
 */
final class LazyEntriesTest {
  private static final long G = 0x4_0000; // pages in 1G
  private static final long M2 = 0x200; // pages in 2M
  private static final long SECOND_TABLE = 1L << 27;
  private static final long MFN = 0x9_0000;

  private final Bench bench = Bench.on(Profile.XEN_LATEST);

  @AfterEach
  void theJudgeFindsNothing() {
    assertThat(bench.machine.violations()).isEmpty();
    assertThat(bench.machine.liveReplacements()).isEmpty();
    assertThat(bench.machine.leaks()).isEmpty();
    assertThat(bench.machine.inconsistencies()).isEmpty();
  }

  private void unpause() {
    bench.session.unpause(0, 0);
    bench.feed();
  }

  private AbortOutcome fault(long gfn) {
    return fault(gfn, AccessKind.READ);
  }

  private AbortOutcome fault(long gfn, AccessKind kind) {
    bench.mark();
    AbortOutcome outcome =
        bench.session.abort(1, 0, GuestAbort.of(kind, gfn << 12, FaultKind.TRANSLATION));
    bench.feed();
    return outcome;
  }

  private Outcome access(long gfn) {
    return bench.machine.access(1, 0, AccessKind.READ, gfn << 12);
  }

  private void assertFaults(long gfn, int level) {
    assertThat(access(gfn)).isInstanceOfSatisfying(Outcome.Faulted.class, faulted -> {
      assertThat(faulted.kind()).isEqualTo(FaultKind.TRANSLATION);
      assertThat(faulted.level()).isEqualTo(level);
    });
  }

  @Test
  void theFirstStartHidesEveryEntryOfEveryStartTable() {
    bench.map(G, G, G);
    bench.map(2 * G, 1, MFN);
    bench.map(SECOND_TABLE + 5, 1, MFN);
    bench.mark();

    unpause();

    assertThat(LatestTrace.of(bench)).isEqualTo("lock hide1 hide1 hide1 tlbi unlock");
    assertFaults(G, 1);
    assertFaults(SECOND_TABLE + 5, 1);
  }

  @Test
  void laterStartsDoNothing() {
    bench.map(G, G, G);
    unpause();
    bench.mark();

    unpause();

    assertThat(bench.events()).isEmpty();
  }

  @Test
  void tablesThatAnIommuWalksStayAsTheyAre() {
    Bench shared = Bench.withIommu(Profile.XEN_LATEST);
    shared.map(G, G, G);
    shared.mark();

    shared.session.unpause(0, 0);
    shared.session.maintainBySetWay(1, 0);
    shared.feed();

    assertThat(shared.events()).isEmpty();
  }

  @Test
  void earlierReleasesHearOfNothing() {
    for (Profile profile :
        new Profile[] {Profile.XEN_PRE, Profile.XEN_4_8, Profile.XEN_4_8_FIXED}) {
      Bench earlier = Bench.on(profile);
      earlier.map(G, G, G);
      earlier.mark();

      earlier.session.unpause(0, 0);
      earlier.session.maintainBySetWay(1, 0);
      earlier.session.switchCaches(1, 0, true);
      earlier.feed();

      assertThat(earlier.events()).isEmpty();
    }
  }

  @Test
  void aPageTakesAFaultForEachLevel() {
    bench.map(M2, 2, MFN);
    unpause();

    // Two entries of the level 3 table, and one of the level 2 table, are hidden behind the next.
    assertThat(fault(M2)).isEqualTo(AbortOutcome.RETRY);
    assertThat(LatestTrace.of(bench)).isEqualTo("lock off-hide2 make1 tlbi unlock");
    assertFaults(M2, 2);
    assertThat(fault(M2)).isEqualTo(AbortOutcome.RETRY);
    assertThat(LatestTrace.of(bench)).isEqualTo("lock off-hide3 off-hide3 make2 tlbi unlock");
    assertFaults(M2, 3);
    assertThat(fault(M2)).isEqualTo(AbortOutcome.RETRY);
    assertThat(LatestTrace.of(bench)).isEqualTo("lock make3 unlock");

    assertThat(access(M2)).isInstanceOf(Outcome.Translated.class);
    assertFaults(M2 + 1, 3);
  }

  @Test
  void aBlockTakesAFaultForEachLevelDownToIt() {
    bench.map(M2, M2, MFN);
    bench.map(G, G, G);
    unpause();

    assertThat(fault(M2)).isEqualTo(AbortOutcome.RETRY);
    assertThat(fault(M2)).isEqualTo(AbortOutcome.RETRY);
    assertThat(access(M2 + 7)).isInstanceOf(Outcome.Translated.class);
    assertThat(fault(G)).isEqualTo(AbortOutcome.RETRY);
    assertThat(access(G + 7)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aFetchIsHeardOfToo() {
    bench.map(G, G, G);
    unpause();

    assertThat(fault(G, AccessKind.FETCH)).isEqualTo(AbortOutcome.RETRY);
    assertThat(access(G)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aFaultThatAnotherPeHasDealtWithIsTriedAgain() {
    bench.map(G, G, G);
    unpause();
    fault(G);

    assertThat(fault(G)).isEqualTo(AbortOutcome.RETRY);
    assertThat(LatestTrace.of(bench)).isEqualTo("lock unlock");
  }

  @Test
  void aHoleIsNotResolved() {
    bench.map(M2, 1, MFN);
    unpause();
    fault(M2 + 1);
    fault(M2 + 1);

    assertThat(fault(M2 + 1)).isEqualTo(AbortOutcome.INJECT); // a hole in a table that is there
    assertThat(LatestTrace.of(bench)).isEqualTo("lock unlock");
    assertThat(fault(G)).isEqualTo(AbortOutcome.INJECT); // beyond what was ever mapped
    assertThat(LatestTrace.of(bench)).isEqualTo("lock unlock");
  }

  @Test
  void whatIsMappedIsLookedForBeforeADevice() {
    bench.map(G, 1, MFN);
    bench.map(G + 2, 1, MFN);
    bench.session.emulate(0, G << 12, 0x2000);
    unpause();

    assertThat(fault(G)).isEqualTo(AbortOutcome.RETRY);
    assertThat(fault(G + 1)).isEqualTo(AbortOutcome.RETRY); // a table on the way
    assertThat(fault(G + 1)).isEqualTo(AbortOutcome.MMIO);
    assertThat(fault(G)).isEqualTo(AbortOutcome.RETRY); // the page itself
  }

  @Test
  void lookUpsFindWhatIsHidden() {
    bench.map(M2, M2, MFN, P2mType.RAM_RO);
    unpause();

    assertThat(bench.session.lookup(0, (M2 + 3) << 12))
        .isInstanceOfSatisfying(P2mEntry.Mapped.class, mapped -> {
          assertThat(mapped.pa()).isEqualTo((MFN + 3) << 12);
          assertThat(mapped.type()).contains(P2mType.RAM_RO);
        });
  }

  @Test
  void aRemovedEntryIsNotResolvedAnyMore() {
    bench.map(G, G, G);
    unpause();
    bench.mark();

    assertThat(bench.unmap(G, G)).isZero();

    assertThat(LatestTrace.of(bench)).isEqualTo("lock erase1 unlock"); // no PE can hold it
    assertThat(fault(G)).isEqualTo(AbortOutcome.INJECT);
    assertThat(bench.statistics().mappings(1)).isZero();
  }

  @Test
  void aMappingOverAHiddenOneNeedsNoInvalidation() {
    bench.map(G, G, G);
    unpause();
    bench.mark();

    assertThat(bench.map(G, G, 2 * G)).isZero();

    assertThat(LatestTrace.of(bench)).isEqualTo("lock make1 unlock");
    assertThat(access(G)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aMappingOverAHiddenOneOfTheSameFrameCountsOnce() {
    bench.map(G, G, G);
    unpause();

    assertThat(bench.map(G, G, G, P2mType.RAM_RO)).isZero();

    assertThat(bench.statistics().mappings(1)).isEqualTo(1);
  }

  @Test
  void theTableBehindAHiddenEntryIsFreedWithIt() {
    bench.map(M2, M2, MFN + 1); // by pages
    unpause();
    fault(M2);
    bench.mark();

    assertThat(bench.map(M2, M2, MFN)).isZero(); // the entry of level 2 is hidden

    assertThat(LatestTrace.of(bench)).isEqualTo("lock make2 free unlock");
  }

  @Test
  void aSplitHidesThePartsOfAHiddenBlock() {
    bench.map(G, G, G);
    unpause();
    bench.mark();

    assertThat(bench.map(G + 7, 1, MFN)).isZero();

    // As for any split: nothing can be held of the block, but that is not looked at.
    assertThat(LatestTrace.of(bench))
        .isEqualTo("lock alloc alloc off-make2 erase1 tlbi make1" + " make3 unlock");
    assertThat(access(G + 7)).isInstanceOf(Outcome.Translated.class);
    assertFaults(G + 8, 3);
    assertFaults(G + M2, 2);
    assertThat(fault(G + 8)).isEqualTo(AbortOutcome.RETRY);
    assertThat(access(G + 8)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aPageUnderAHiddenTableIsStoredOffLine() {
    bench.map(M2, 1, MFN);
    unpause();
    bench.mark();

    assertThat(bench.map(M2 + 1, 1, MFN)).isZero();

    assertThat(LatestTrace.of(bench)).isEqualTo("lock off-make3 unlock");
    assertFaults(M2 + 1, 1);
    fault(M2 + 1);
    fault(M2 + 1);
    fault(M2 + 1);
    assertThat(access(M2 + 1)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aForeignPageThatCameAndWentUnderAHiddenTableHadOneReference() {
    bench.map(M2, 1, MFN);
    unpause();
    bench.machine.takeReferences((MFN + 1) << 12, 0x1000);
    bench.map(M2 + 1, 1, MFN + 1, P2mType.FOREIGN);
    bench.machine.settleReferences(true);
    bench.mark();

    // The entry was written as any other, so the invalidation is asked for although nothing holds
    // it.
    assertThat(bench.unmap(M2 + 1, 1)).isZero();

    assertThat(LatestTrace.of(bench)).isEqualTo("lock off-break3 drop tlbi unlock");
  }

  @Test
  void setWayCleansWhatIsNotHiddenAndHidesAll() {
    bench.map(M2, 2, MFN);
    bench.map(G, M2, MFN + M2, P2mType.MMIO_DEV);
    bench.map(2 * G, 1, MFN + 5, P2mType.GRANT_RO);
    bench.mark();

    bench.session.maintainBySetWay(1, 0);
    bench.feed();

    assertThat(LatestTrace.of(bench))
        .isEqualTo("clean-0x90000000 clean-0x90001000 clean-0x90005000 icache"
            + " lock hide1 hide1 hide1 tlbi unlock");
  }

  @Test
  void whatIsHiddenIsNotCleaned() {
    bench.map(M2, 2, MFN);
    unpause();
    fault(M2);
    fault(M2);
    fault(M2); // the other page is hidden
    bench.mark();

    bench.session.maintainBySetWay(1, 0);
    bench.feed();

    assertThat(LatestTrace.of(bench)).isEqualTo("clean-0x90000000 icache lock hide1 tlbi unlock");
  }

  @Test
  void setWayIsActedUponOnceUntilTheCachesAreOn() {
    bench.map(G, 1, MFN);
    bench.session.maintainBySetWay(1, 0);
    bench.feed();
    bench.mark();

    bench.session.maintainBySetWay(1, 0);
    bench.feed();
    assertThat(LatestTrace.of(bench)).isEmpty();

    bench.session.switchCaches(1, 0, true); // trapped: a change, and the last that is
    bench.session.switchCaches(1, 0, false);
    bench.feed();
    assertThat(LatestTrace.of(bench)).isEqualTo("clean-0x90000000 icache lock tlbi unlock");
  }

  @Test
  void cachesAreNoAffairOfAnyoneWhoDoesNotMaintainThem() {
    bench.map(G, 1, MFN);
    bench.mark();

    bench.session.switchCaches(1, 0, true);
    bench.session.switchCaches(1, 0, false);
    bench.feed();

    assertThat(bench.events()).isEmpty();
  }

  @Test
  void aRestrictionShowsTheHiddenPage() {
    bench.map(M2, M2, MFN);
    unpause();
    fault(M2);
    bench.mark();

    assertThat(bench.session.protect(0, 0, M2 << 12, 0x1000, 1, 0, 0)).isZero();
    bench.feed();

    // The split does not look whether the block is hidden; of the page nothing can be held.
    assertThat(LatestTrace.of(bench)).isEqualTo("lock alloc erase2 tlbi make2 make3 unlock");
  }
}
