package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.event.Counter;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code xen_latest} does differently, apart from lazy entries. The start tables are two, of
 * level 1, if nothing else is said.
 *
 * @see "xen c447b7308b"
 */
final class LatestReleaseTest {
  private static final long G = 0x4_0000; // pages in 1G
  private static final long M2 = 0x200; // pages in 2M
  private static final long MFN = 0x9_0000;
  private static final long PAGE = 0x1000;

  private final Bench bench = Bench.on(Profile.XEN_LATEST);

  private long unmapBelieving(long gfn, long pages, long mfn) {
    bench.mark();
    long code = bench.session.unmap(0, 0, gfn << 12, pages << 12, OptionalLong.of(mfn << 12));
    bench.feed();
    return code;
  }

  private void mapForeign(Bench on, long gfn, long pages, long mfn) {
    on.machine.takeReferences(mfn << 12, pages << 12);
    long code = on.map(gfn, pages, mfn, P2mType.FOREIGN);
    on.machine.settleReferences(code == 0);
  }

  // Removal.

  @Test
  void nothingIsRemovedUnlessAllOfItIsWhereTheCallerBelievesIt() {
    bench.map(M2, 4, MFN);
    bench.map(M2 + 3, 1, MFN + 9);

    assertThat(unmapBelieving(M2, 4, MFN)).isEqualTo(Errno.EILSEQ.code());
    assertThat(LatestTrace.of(bench)).isEqualTo("lock unlock");
    assertThat(unmapBelieving(M2, 3, MFN)).isZero();
    assertThat(LatestTrace.of(bench)).isEqualTo("lock break3 break3 break3 tlbi unlock");
  }

  @ParameterizedTest
  @CsvSource({
    "RAM_RW, -84",
    "RAM_RO, -84",
    "FOREIGN, -84",
    "GRANT_RW, -84",
    "GRANT_RO, -84",
    "MMIO_DEV, 0",
    "MMIO_C, 0",
    "IOMMU_RW, 0"
  })
  void memoryOfDomainsIsLookedAtBeforeItIsRemoved(P2mType type, long code) {
    bench.map(M2, 1, MFN, type);

    assertThat(unmapBelieving(M2, 1, MFN + 1)).isEqualTo(code);
  }

  @Test
  void holesAndTheInsidesOfBlocksAreBelievedToo() {
    bench.map(G, G, G);

    assertThat(unmapBelieving(G + 7, 1, G)).isEqualTo(Errno.EILSEQ.code());
    assertThat(unmapBelieving(G + 7, 1, G + 7)).isZero();
    assertThat(unmapBelieving(G + 6, 3, G + 6)).isZero(); // with a hole in the middle
  }

  @Test
  void aTableThatIsCoveredIsFreedAfterItsPages() {
    mapForeign(bench, M2, 1, MFN);
    bench.map(M2 + 1, M2 - 1, MFN + 1);
    bench.mark();

    assertThat(bench.unmap(M2, M2)).isZero();

    // Known: the reference is dropped before the invalidation.
    assertThat(LatestTrace.of(bench)).isEqualTo("lock break2 drop tlbi free unlock");
    assertThat(bench.statistics().mappings(3)).isZero();
  }

  @Test
  void aHoleInATableIsStoredOver() {
    bench.map(M2, 1, MFN);
    bench.mark();

    assertThat(bench.unmap(M2 + 1, 1)).isZero();

    assertThat(LatestTrace.of(bench)).isEqualTo("lock erase3 unlock");
  }

  // Dying domains.

  @Test
  void aDyingDomainIsChangedByNoCaller() {
    bench.map(M2, 2, MFN);
    bench.session.protect(0, 0, M2 << 12, PAGE, 1, 0, 0);
    bench.session.relinquish(0, 0, 0);
    bench.map(M2, 1, MFN);
    bench.feed();
    bench.mark();

    assertThat(bench.map(M2, 1, MFN)).isEqualTo(Errno.ENOMEM.code());
    assertThat(bench.unmap(M2, 1)).isEqualTo(Errno.ENOMEM.code());
    assertThat(bench.count(Counter.LIVE_STORES)).isZero();
  }

  @Test
  void aDyingDomainIsNotRestricted() {
    bench.map(M2, 600, MFN);
    // Asked at the 512th entry, which stays, as do those behind it.
    assertThat(bench.session.relinquish(0, 0, 1)).isEqualTo(Errno.ERESTART.code());
    bench.feed();

    assertThat(bench.session.protect(0, 0, (M2 + 599) << 12, PAGE, 1, 0, 0))
        .isEqualTo(Errno.ENOMEM.code());
  }

  @Test
  void aForeignPageThatADyingDomainDoesNotGetIsLetGo() {
    bench.session.relinquish(0, 0, 0);
    bench.feed();
    bench.mark();

    mapForeign(bench, M2, 1, MFN);

    assertThat(LatestTrace.of(bench)).isEqualTo("lock unlock drop");
  }

  // Teardown.

  @Test
  void theStartTableIsClearedBeforeTablesAreFreed() {
    bench.map(M2, 1, MFN);
    bench.machine.retire(0);
    bench.session.relinquish(0, 0, 0);
    bench.feed();
    bench.mark();

    bench.session.teardown(0, 0);
    bench.feed();

    assertThat(LatestTrace.of(bench))
        .isEqualTo(
            "lock unlock" // no mapping is left
                + " lock break1 clean-table clean-table tlbi unlock"
                + " lock free free unlock"
                + " free free"); // the start tables
    assertThat(bench.machine.leaks()).isEmpty();
    assertThat(bench.machine.violations()).isEmpty();
  }

  @Test
  void tablesAreFreedInPieces() {
    for (long table = 0; table < 600; table++) {
      bench.map(G + table * M2, 1, MFN);
    }
    bench.machine.retire(0);
    bench.session.relinquish(0, 0, 0);
    bench.feed();

    bench.mark();
    assertThat(bench.session.teardown(0, 0, 1)).isEqualTo(Errno.ERESTART.code());
    bench.feed();
    assertThat(bench.count(Counter.TABLES_FREED)).isEqualTo(512);
    assertThat(bench.machine.leaks()).isEmpty(); // it is not done yet
    bench.mark();
    assertThat(bench.session.teardown(0, 0, 1)).isZero();
    bench.feed();
    // 600 of level 3, those of level 2 for two times 1G, and two start tables.
    assertThat(bench.count(Counter.TABLES_FREED)).isEqualTo(600 + 2 + 2 - 512);
    assertThat(bench.machine.leaks()).isEmpty();
  }

  @Test
  void mappingsAreGivenUpInPieces() {
    for (long page = 0; page < 2; page++) {
      bench.map(G + 512 * page, 512, MFN + 1); // by pages
    }

    assertThat(List.of(
            bench.session.relinquish(0, 0, 1),
            bench.session.relinquish(0, 0, 1),
            bench.session.relinquish(0, 0, 1)))
        .containsExactly(Errno.ERESTART.code(), Errno.ERESTART.code(), 0L);
  }

  // Pools.

  @Test
  void withoutAPoolTablesComeFromTheHeap() {
    assertThat(bench.map(M2, 1, MFN)).isZero();
  }

  @Test
  void aPoolCountsTheTablesThatThereAre() {
    bench.map(M2, 1, MFN); // two tables

    assertThat(resize(3 * PAGE)).isZero();
    assertThat(bench.map(2 * M2, 1, MFN)).isZero();
    assertThat(bench.map(3 * M2, 1, MFN)).isEqualTo(Errno.ENOENT.code());
  }

  private long resize(long bytes) {
    long code = bench.session.resizePool(0, 0, bytes, 0);
    bench.feed();
    return code;
  }

  @Test
  void anEmptyPoolFailsSplitsWithAnotherError() {
    bench.map(G, G, G);
    resize(0);

    assertThat(bench.unmap(G + 7, 1)).isEqualTo(Errno.ENOMEM.code());
    assertThat(bench.map(2 * G, 1, MFN)).isEqualTo(Errno.ENOENT.code());
  }

  @Test
  void aFreedTableGoesBackToThePool() {
    bench.map(M2, M2, MFN + 1); // by pages: two tables
    resize(2 * PAGE);
    assertThat(bench.map(2 * M2, 1, MFN)).isEqualTo(Errno.ENOENT.code());

    assertThat(bench.map(M2, M2, MFN)).isZero(); // in place of a table

    bench.mark();
    assertThat(bench.map(2 * M2, 1, MFN)).isZero();
    assertThat(bench.map(3 * M2, 1, MFN)).isEqualTo(Errno.ENOENT.code());
    assertThat(bench.machine.violations()).isEmpty();
    assertThat(bench.machine.inconsistencies()).isEmpty();
  }

  @Test
  void sizesOfPoolsAreChecked() {
    bench.map(M2, 1, MFN); // two tables

    assertThat(resize(2 * PAGE + 1)).isEqualTo(Errno.EINVAL.code());
    assertThat(resize(8 * PAGE)).isZero();
    assertThat(resize(PAGE)).isEqualTo(Errno.ENOMEM.code());
    assertThat(bench.map(2 * M2, 1, MFN)).isEqualTo(Errno.ENOENT.code()); // what was free is gone
    assertThat(resize(2 * PAGE)).isZero();
    bench.session.limitTables(1); // of the heap
    assertThat(resize(4 * PAGE)).isEqualTo(Errno.ENOMEM.code());
    assertThat(bench.map(2 * M2, 1, MFN)).isZero(); // with what there was
  }

  @Test
  void poolsAreResizedInPieces() {
    // After each page another may go on, after the last too.
    assertThat(bench.session.resizePool(0, 0, 2 * PAGE, 1)).isEqualTo(Errno.ERESTART.code());
    assertThat(bench.session.resizePool(0, 0, 2 * PAGE, 1)).isEqualTo(Errno.ERESTART.code());
    assertThat(bench.session.resizePool(0, 0, 2 * PAGE, 1)).isZero();
    assertThat(bench.session.resizePool(0, 0, 0, 2)).isEqualTo(Errno.ERESTART.code());
    assertThat(bench.session.resizePool(0, 0, 0, 2)).isZero();
  }

  @Test
  void earlierReleasesHaveNoPools() {
    P2mSession earlier = Bench.on(Profile.XEN_4_8_FIXED).session;

    assertThatThrownBy(() -> earlier.resizePool(0, 0, PAGE, 0))
        .isInstanceOf(UnsupportedByProviderException.class);
  }

  // Foreign blocks.

  @Test
  void aBlockOfForeignPagesOwnsAReferenceOnEach() {
    mapForeign(bench, M2, M2, MFN);
    bench.mark();

    assertThat(bench.unmap(M2, M2)).isZero();

    assertThat(LatestTrace.shortened(bench)).isEqualTo("lock break2 drop*512 tlbi unlock");
    assertThat(bench.machine.violations(ViolationName.REFERENCE_COUNT)).isEmpty();
  }

  @Test
  void largerBlocksOfForeignPagesKeepTheirReferences() {
    mapForeign(bench, G, G, G);
    bench.mark();

    assertThat(bench.unmap(G, G)).isZero();

    assertThat(bench.count(Counter.REFERENCES_DROPPED)).isZero();
  }

  @Test
  void aSplitWithoutMemoryDropsReferencesThatAreStillOwned() {
    mapForeign(bench, M2, M2, MFN);
    bench.session.limitTables(0);
    bench.mark();

    assertThat(bench.unmap(M2 + 7, 1)).isEqualTo(Errno.ENOMEM.code());

    assertThat(LatestTrace.shortened(bench)).isEqualTo("lock drop*512 unlock");
    assertThat(bench.machine.violations(ViolationName.REFERENCE_COUNT)).isNotEmpty();
    assertThat(Profile.XEN_LATEST.knownDefects())
        .anyMatch(defect -> defect.name() == ViolationName.REFERENCE_COUNT);
  }

  @Test
  void onlyABlockTooLargeToOwnReferencesIsAskedAbout() {
    mapForeign(bench, M2, M2, MFN);
    assertThat(bench.session.relinquish(0, 0, 1)).isZero();
    Bench large = Bench.on(Profile.XEN_LATEST);
    mapForeign(large, G, G, G);
    assertThat(large.session.relinquish(0, 0, 1)).isEqualTo(Errno.ERESTART.code());
  }

  // Virtual CPUs.

  @ParameterizedTest
  @CsvSource({"xen_pre, 0", "xen_4_8, 0", "xen_4_8_fixed, 1", "xen_latest, 1"})
  void anotherVirtualCpuOfTheDomainFindsNothingInTheTlb(String profile, long flushes) {
    Bench switched = Bench.on(Profile.named(profile));
    enter(switched, 1, 0, 1);
    assertThat(locals(switched)).isZero(); // it ran last

    enter(switched, 1, 0, 2);
    assertThat(locals(switched)).isEqualTo(flushes);
    enter(switched, 1, 0, 2);
    assertThat(locals(switched)).isZero();
    enter(switched, 1, 0, 1);
    assertThat(locals(switched)).isEqualTo(flushes);
  }

  private static void enter(Bench on, int pe, int domain, int vcpu) {
    on.mark();
    on.session.enter(pe, domain, vcpu);
    on.feed();
  }

  private static long locals(Bench of) {
    return Arrays.stream(LatestTrace.of(of).split(" ", -1))
        .filter("local-tlbi"::equals)
        .count();
  }

  @Test
  void theTranslationRegimeOfTheGuestIsCompleteBeforeTheFlush() {
    enter(bench, 1, 0, 2);

    assertThat(bench.events().stream()
            .filter(event -> !(event instanceof Event.Dsb))
            .map(LatestReleaseTest::register)
            .toList())
        .containsExactly("SCTLR_EL1", "HCR_EL2", "VTTBR_EL2", "isb", "tlbi", "isb");
  }

  private static String register(Event event) {
    if (event instanceof Event.Context context) {
      return context.register().name();
    }
    return event instanceof Event.Isb ? "isb" : "tlbi";
  }

  @Test
  void aVirtualCpuThatMaintainsItsCachesIsTrappedWhereverItRuns() {
    bench.session.maintainBySetWay(1, 0);
    enter(bench, 0, 0, 1);
    assertThat(trapsCaches(bench)).isTrue();
    enter(bench, 1, 0, 2);
    assertThat(trapsCaches(bench)).isFalse();
  }

  private static boolean trapsCaches(Bench of) {
    return of.events().stream()
        .filter(event ->
            event instanceof Event.Context context && context.register() == SystemRegister.HCR_EL2)
        .anyMatch(event -> (((Event.Context) event).value() >>> 26 & 1) != 0);
  }

  // VMIDs.

  @ParameterizedTest
  @CsvSource({"xen_latest, true, 65535", "xen_latest, false, 255", "xen_4_8_fixed, true, 255"})
  void thereAreAsManyVmidsAsTheReleaseAndThePesHave(String name, boolean wide, int domains) {
    Profile profile = Profile.named(name);
    Platform platform = Platform.plain("p").withFeatures(wide ? Set.of(Feature.VMID16) : Set.of());
    P2mSession session =
        new Parts(profile).session(new Hypervisor(platform, new Parts(profile), new EventLog()));
    DomainConfig config = Bench.config(profile, 32, 1, 1, false);
    DomainReport last = session.createDomain(config);
    assertThat(last.vtcr() >>> 19 & 1).isEqualTo(domains > 255 ? 1 : 0);
    assertThat(last.vmid()).isEqualTo(1);
    for (int domain = 2; domain <= domains; domain++) {
      last = session.createDomain(config);
    }

    assertThat(last.vmid()).isEqualTo(domains);
    assertThatThrownBy(() -> session.createDomain(config))
        .isInstanceOf(DomainRefusedException.class);
  }

  // Frames.

  @Test
  void framesBeyondTheIpaSpaceAreNoOthers() {
    Bench of48 = Bench.of(Profile.XEN_LATEST, Bench.config(Profile.XEN_LATEST, 48, 0, 1, false));
    of48.map(5, 1, MFN);

    assertThat(of48.map((1L << 36) + 5, 1, MFN + 1)).isEqualTo(Errno.EINVAL.code());
    assertThat(of48.session.lookup(0, (1L << 48) + (5 << 12)))
        .isEqualTo(new P2mEntry.Hole(Optional.of(new PageOrder(27))));
    assertThat(of48.session.statistic(0, Statistic.END, 0)).isEqualTo(6 << 12);
  }

  @Test
  void theFrameBehindTheLastIsAHole() {
    long frames = 1L << 28;
    bench.map(frames - 1, 1, MFN);

    assertThat(bench.session.lookup(0, frames << 12))
        .isEqualTo(new P2mEntry.Hole(Optional.of(new PageOrder(18))));
  }

  @Test
  void theHighestFrameIsTheLastThatCanBeRestricted() {
    bench.map(M2, 2, MFN);

    assertThat(bench.session.protect(0, 0, M2 << 12, 3 * PAGE, 7, 0, 0))
        .isEqualTo(Errno.EINVAL.code());
    assertThat(bench.session.protect(0, 0, M2 << 12, 2 * PAGE, 7, 0, 0)).isZero();
  }

  // The IOMMU.

  @Test
  void theIommuForgetsBeforePagesAreLetGo() {
    Bench shared = Bench.withIommu(Profile.XEN_LATEST);
    shared.map(M2, M2, MFN + 1); // by pages
    shared.mark();

    assertThat(shared.map(M2, M2, MFN)).isZero();

    assertThat(LatestTrace.of(shared)).isEqualTo("lock break2 tlbi make2 io-512 free unlock");
  }

  @Test
  void theIommuIsNotAskedToForgetAHole() {
    Bench shared = Bench.withIommu(Profile.XEN_LATEST);
    shared.map(M2, 1, MFN);
    shared.mark();

    assertThat(shared.unmap(M2 + 1, 1)).isZero();

    assertThat(shared.count(Counter.IOMMU_FLUSHES)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"xen_latest, true, 3", "xen_latest, false, 0", "xen_4_8_fixed, false, 3"})
  void entriesAreCleanedForTheIommuThatWalksThem(String name, boolean usesIommu, int cleans) {
    Profile profile = Profile.named(name);
    EventLog log = new EventLog();
    P2mSession session =
        new ReferenceSession(new Hypervisor(Bench.noncoherentIommu(), new Parts(profile), log));
    session.createDomain(Bench.config(profile, 40, 1, 2, true));
    session.createDomain(Bench.config(profile, 40, 1, 2, usesIommu));
    log.drain();

    session.map(0, 1, M2 << 12, PAGE, MFN << 12, MappingAttributes.of(P2mType.RAM_RW));

    assertThat(log.drain().stream()
            .mapToLong(event -> Counter.ENTRY_CLEANS.increment(event, false))
            .sum())
        .isEqualTo(cleans);
  }

  // Cache maintenance.

  @Test
  void cleaningEndsWhereItIsToldTo() {
    bench.map(M2, M2, MFN);
    bench.mark();

    assertThat(bench.session.clean(0, 0, (M2 + 7) << 12, PAGE)).isZero();
    bench.feed();

    assertThat(LatestTrace.of(bench)).isEqualTo("clean-0x90007000 icache");
  }

  @Test
  void memoryOfDomainsIsCleaned() {
    bench.map(M2, 1, MFN);
    bench.map(M2 + 1, 1, MFN + 1, P2mType.MMIO_C);
    mapForeign(bench, M2 + 2, 1, MFN + 2);
    bench.map(M2 + 3, 1, MFN + 3, P2mType.GRANT_RW);
    bench.mark();

    assertThat(bench.session.clean(0, 0, 0, 8 * M2 * PAGE)).isZero();
    bench.feed();

    assertThat(LatestTrace.of(bench))
        .isEqualTo("clean-0x90000000 clean-0x90002000 clean-0x90003000 icache");
  }

  @Test
  void cleaningGoesOnWhereItStopped() {
    bench.map(M2, 60, MFN);
    bench.mark();

    // 52 pages are 520 units of work, and 512 are enough to be asked.
    assertThat(bench.session.clean(0, 0, M2 << 12, 60 * PAGE, 0, 1)).isEqualTo(52);
    bench.feed();
    assertThat(LatestTrace.of(bench)).endsWith("clean-0x90033000 preempted");
    bench.mark();
    assertThat(bench.session.clean(0, 0, M2 << 12, 60 * PAGE, 52, 1)).isZero();
    bench.feed();
    assertThat(LatestTrace.of(bench))
        .startsWith("clean-0x90034000")
        .endsWith("clean-0x9003b000 icache");
  }

  @Test
  void whatIsSkippedIsLittleWork() {
    IntStream.range(0, 600).forEach(page -> bench.map(G + page, 1, MFN, P2mType.MMIO_DEV));

    assertThat(bench.session.clean(0, 0, G << 12, 600 * PAGE, 0, 1)).isEqualTo(512);
  }

  // Aborts.

  @Test
  void anExternalAbortIsTheGuestsOwn() {
    assertThat(bench.session.abort(
            1,
            0,
            new GuestAbort(AccessKind.READ, PAGE, FaultKind.EXTERNAL, false, true, true, false)))
        .isEqualTo(AbortOutcome.INJECT);
    bench.feed();
    assertThat(bench.events()).noneMatch(Event.DomainCrashed.class::isInstance);
  }

  @Test
  void aFaultOfAnotherClassIsWarnedOfForFetchesToo() {
    bench.mark();

    assertThat(
            bench.session.abort(1, 0, GuestAbort.of(AccessKind.FETCH, PAGE, FaultKind.ALIGNMENT)))
        .isEqualTo(AbortOutcome.INJECT);
    bench.feed();

    assertThat(bench.events()).anyMatch(Event.Warned.class::isInstance);
  }

  // Entries.

  @Test
  void entriesOfTablesHaveTheTypeOfRam() {
    bench.map(M2, 1, MFN);
    long entry = bench.session.readDescriptor(bench.report.rootPa());

    assertThat(entry >>> 55 & 0xf).isEqualTo(1);
    assertThat(entry & 0x0040_0000_0000_00c3L).isEqualTo(0xc3); // rwx, a table, valid
  }

  @ParameterizedTest
  @CsvSource({
    "RAM_RW, 1",
    "MMIO_C, 5",
    "FOREIGN, 6",
    "GRANT_RW, 8",
    "GRANT_RO, 9",
    "IOMMU_RW, 10",
    "IOMMU_RO, 11"
  })
  void typesHaveTheirNumbers(P2mType type, int number) {
    bench.map(G, G, G, type);

    assertThat(bench.session.readDescriptor(bench.report.rootPa() + 8) >>> 55 & 0xf)
        .isEqualTo(number);
    assertThat(bench.session.lookup(0, G << 12))
        .isInstanceOfSatisfying(
            P2mEntry.Mapped.class, mapped -> assertThat(mapped.type()).contains(type));
  }
}
