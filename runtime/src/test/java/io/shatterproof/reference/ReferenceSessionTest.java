package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceSessionTest {

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(P2mProvider.class).stream().map(ServiceLoader.Provider::type))
        .contains(ReferenceProvider.class);
    assertThat(new ReferenceProvider().profiles())
        .containsExactlyInAnyOrder("xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest");
  }

  @Test
  void refusesAProfileItDoesNotHave() {
    assertThatThrownBy(
            () -> new ReferenceProvider().open(Platform.plain("p"), "xen_5", new EventLog()))
        .isInstanceOf(UnsupportedByProviderException.class);
  }

  @Test
  void aNewDomainHasCleanTablesAndOneInvalidationUnderItsOwnVmid() {
    EventLog log = new EventLog();
    P2mSession session = new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", log);

    DomainReport report = session.createDomain(Bench.config(Profile.XEN_4_8, 40, 1, 2, false));

    assertThat(report.vmid()).isEqualTo(1);
    assertThat(report.vtcr()).isEqualTo(0x8005_3558L);
    assertThat(log.events())
        .contains(new Event.Clean(0, CleanKind.TABLE, report.rootPa(), 4096))
        .contains(new Event.Clean(0, CleanKind.TABLE, report.rootPa() + 4096, 4096));
    assertThat(log.events().stream().filter(Event.Tlbi.class::isInstance))
        .singleElement()
        .satisfies(tlbi -> assertThat(((Event.Tlbi) tlbi).vmid()).isEqualTo(1));
    assertThat(
            session.createDomain(Bench.config(Profile.XEN_4_8, 40, 1, 2, false)).vmid())
        .isEqualTo(2);
  }

  @Test
  void the256thDomainGetsNoVmid() {
    P2mSession session =
        new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", new EventLog());
    DomainConfig config = Bench.config(Profile.XEN_4_8, 32, 1, 1, false);
    for (int vmid = 1; vmid <= 255; vmid++) {
      assertThat(session.createDomain(config).vmid()).isEqualTo(vmid);
    }

    assertThatThrownBy(() -> session.createDomain(config))
        .isInstanceOf(DomainRefusedException.class)
        .extracting(refused -> ((DomainRefusedException) refused).error())
        .isEqualTo(Errno.EBUSY);
  }

  @Test
  void aVmidThatWasGivenBackIsInvalidatedWhenItIsUsedAgain() {
    EventLog log = new EventLog();
    P2mSession session = new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", log);
    DomainConfig config = Bench.config(Profile.XEN_4_8, 32, 1, 1, false);
    session.createDomain(config);
    session.teardown(0, 0);
    log.drain();

    assertThat(session.createDomain(config).vmid()).isEqualTo(1);
    assertThat(log.events())
        .anyMatch(event -> event instanceof Event.Tlbi tlbi && tlbi.vmid() == 1);
  }

  @Test
  void aDomainWithoutMemoryForItsStartTableGivesItsVmidBack() {
    P2mSession session =
        new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", new EventLog());
    DomainConfig config = Bench.config(Profile.XEN_4_8, 32, 1, 1, false);
    session.failAllocation(1);

    assertThatThrownBy(() -> session.createDomain(config))
        .isInstanceOf(DomainRefusedException.class)
        .extracting(refused -> ((DomainRefusedException) refused).error())
        .isEqualTo(Errno.ENOMEM);
    assertThat(session.createDomain(config).vmid()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest"})
  void aFailedForeignMappingDropsEachReferenceOnce(String profile) {
    Bench bench = Bench.on(Profile.named(profile));
    bench.map(0, 1, 0x9000); // the tables of the first 2M
    bench.session.limitTables(0);
    bench.mark();

    bench.map(0x1ff, 2, 0x5001, P2mType.FOREIGN);

    boolean isTakenBack = profile.equals("xen_pre");
    assertThat(dropped(bench))
        .containsExactlyElementsOf(
            isTakenBack ? List.of(0x500_1000L, 0x500_2000L) : List.of(0x500_2000L));
  }

  @ParameterizedTest
  @CsvSource({"xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest"})
  void aForeignMappingBeyondTheIpaSpaceIsRefusedWithoutAnotherLook(String profile) {
    Bench bench = Bench.on(Profile.named(profile));

    assertThat(bench.map(0xfff_ffffL, 2, 0x5001, P2mType.FOREIGN)).isEqualTo(Errno.EINVAL.code());
    assertThat(dropped(bench)).contains(0x500_2000L).doesNotHaveDuplicates();
  }

  private static List<Long> dropped(Bench bench) {
    return bench.events().stream()
        .filter(Event.ReferenceDropped.class::isInstance)
        .map(event -> ((Event.ReferenceDropped) event).pa())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest"})
  void anEmptyRangeTouchesNoPage(String profile) {
    Bench bench = Bench.on(Profile.named(profile));
    MappingAttributes ram = MappingAttributes.of(P2mType.RAM_RW);

    assertThat(bench.session.map(0, 0, 0x1800, 0, 0x5000_0000L, ram)).isZero();

    assertThat(bench.session.lookup(0, 0x1800)).isInstanceOf(P2mEntry.Hole.class);
  }

  @ParameterizedTest
  @CsvSource({"xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest"})
  void aRangeThatWrapsAroundIsRefused(String profile) {
    Bench bench = Bench.on(Profile.named(profile));
    MappingAttributes ram = MappingAttributes.of(P2mType.RAM_RW);
    bench.map(0, 2, 0x9000);
    bench.mark();
    long most = -1;

    assertThat(List.of(
            bench.session.map(0, 0, 0x1000, most, 0x5000_0000L, ram),
            bench.session.map(0, 0, 0x1000, 0x2000, most, ram),
            bench.session.unmap(0, 0, 0x1000, most, OptionalLong.empty()),
            bench.session.protect(0, 0, 0x1000, most, 1, 0, 0),
            bench.session.clean(0, 0, 0x1000, most),
            bench.session.clean(0, 0, 0, most)))
        .containsOnly(Errno.EINVAL.code());
    bench.feed();
    assertThat(bench.events()).isEmpty();
  }

  @Test
  void levelsThatDoNotExistHaveNoFigures() {
    P2mSession session =
        new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", new EventLog());
    session.createDomain(Bench.config(Profile.XEN_4_8, 32, 1, 1, false));

    for (int level = -1; level <= 3; level++) {
      assertThat(session.statistic(0, Statistic.MAPPINGS, level)).isZero();
      assertThat(session.statistic(0, Statistic.SHATTERED, level)).isZero();
    }
    assertThat(session.statistic(0, Statistic.LOWEST, 0)).isEqualTo(-1);
    assertThat(session.statistic(0, Statistic.END, 0)).isZero();
  }

  @Test
  void aDestroyedDomainIsNoneAnyMore() {
    P2mSession session =
        new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", new EventLog());
    session.createDomain(Bench.config(Profile.XEN_4_8, 32, 1, 1, false));
    map(session, 0x40_0000, 0x1000, 0x9000_0000L);
    session.teardown(0, 0);
    long none = Errno.ESRCH.code();
    OptionalLong anything = OptionalLong.empty();

    assertThat(session.map(
            0, 0, 0x40_0000, 0x1000, 0x9000_0000L, MappingAttributes.of(P2mType.RAM_RW)))
        .isEqualTo(none);
    assertThat(session.unmap(0, 0, 0x40_0000, 0x1000, anything)).isEqualTo(none);
    assertThat(session.protect(0, 0, 0x40_0000, 0x1000, 1, 0, 0)).isEqualTo(none);
    assertThat(session.protectNewMappings(0, 0, 1)).isEqualTo(none);
    assertThat(session.accessRestriction(0, anything)).isEqualTo(none);
    assertThat(session.clean(0, 0, 0x40_0000, 0x1000)).isEqualTo(none);
    assertThat(session.relinquish(0, 0, 0)).isEqualTo(none);
    assertThat(session.lookup(0, 0x40_0000)).isEqualTo(new P2mEntry.Hole(Optional.empty()));
  }

  @Test
  void anotherDomainsVttbrIsBorrowedForTheInvalidation() {
    EventLog log = new EventLog();
    P2mSession session = new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", log);
    long first =
        session.createDomain(Bench.config(Profile.XEN_4_8, 40, 1, 2, false)).vttbr();
    long second =
        session.createDomain(Bench.config(Profile.XEN_4_8, 40, 1, 2, false)).vttbr();
    map(session, 0x40_0000, 0x1000, 0x9000_0000L);
    log.drain();

    session.unmap(0, 0, 0x40_0000, 0x1000, OptionalLong.empty());

    List<Event> contexts =
        log.events().stream().filter(Event.Context.class::isInstance).toList();
    assertThat(contexts)
        .containsExactly(
            new Event.Context(0, SystemRegister.DAIF, 0x80),
            new Event.Context(0, SystemRegister.VTTBR_EL2, first),
            new Event.Context(0, SystemRegister.VTTBR_EL2, second),
            new Event.Context(0, SystemRegister.DAIF, 0));
  }

  @Test
  void theInvalidationOfAnotherPesDomainDoesNotTouchTheVttbrOfThisPe() {
    EventLog log = new EventLog();
    P2mSession session = new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", log);
    session.createDomain(Bench.config(Profile.XEN_4_8, 40, 1, 2, false));
    map(session, 0x40_0000, 0x1000, 0x9000_0000L);
    log.drain();

    session.unmap(1, 0, 0x40_0000, 0x1000, OptionalLong.empty());

    assertThat(log.events()).noneMatch(Event.Context.class::isInstance);
    assertThat(log.events()).allMatch(event -> event.pe() == 1);
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 50, -1, 1", "SIZE_4K, 52, -1, 1"})
  void refusesTreesItCannotBuild(Granule granule, int ipaBits, int startLevel, int tables) {
    P2mSession session =
        new ReferenceProvider().open(Platform.plain("p"), "xen_4_8", new EventLog());
    Stage2Geometry geometry = new Stage2Geometry(granule, ipaBits, startLevel, tables, 48);
    DomainConfig config = new DomainConfig(
        "guest", "xen_4_8", geometry, 0, List.of(), false, OptionalInt.empty(), P2mAccess.RWX);

    assertThatThrownBy(() -> session.createDomain(config))
        .isInstanceOf(UnsupportedByProviderException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "32, 1, 1",
    "34, 2, 16",
    "30, 2, 1",
    "33, 1, 1",
    "39, 1, 1",
    "42, 1, 8",
    "21, 3, 1",
    "48, 0, 1"
  })
  void buildsTreesOfEveryStartLevelFrom0(int ipaBits, int startLevel, int tables) {
    Bench bench = Bench.of(
        Profile.XEN_4_8, Bench.config(Profile.XEN_4_8, ipaBits, startLevel, tables, false));
    long lastPage = (1L << (ipaBits - 12)) - 1;
    long pages = Math.min(0x4_0000, 1L << (ipaBits - 12));

    assertThat(bench.map(0, pages, 0x40_0000)).isZero();
    assertThat(bench.map(lastPage, 1, 0x9_0000)).isZero();
    assertThat(bench.unmap(0, 1)).isZero();

    assertThat(bench.session.lookup(0, lastPage << 12)).isInstanceOf(P2mEntry.Mapped.class);
    assertThat(bench.session.lookup(0, 0)).isInstanceOf(P2mEntry.Hole.class);
    assertThat(bench.machine.access(1, 0, io.shatterproof.arch.AccessKind.READ, lastPage << 12))
        .hasToString("ok 0x90000000");
    assertThat(bench.machine.inconsistencies()).isEmpty();
    assertThat(bench.machine.violations()).isEmpty();
  }

  @Test
  void theNeutralFormIsMappedAsTheFirstTypeThatHasIt() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    MappingAttributes readWrite =
        MappingAttributes.of(new S2Permissions(true, true, false), MemoryAttributes.NORMAL_WB);

    bench.session.map(0, 0, 0x40_0000, 0x1000, 0x9000_0000L, readWrite);

    P2mEntry.Mapped mapped = (P2mEntry.Mapped) bench.session.lookup(0, 0x40_0000);
    assertThat(mapped.type()).contains(P2mType.GRANT_RW);
  }

  @Test
  void aNeutralFormThatNoTypeHasIsRefused() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    MappingAttributes writeOnly =
        MappingAttributes.of(new S2Permissions(false, true, false), MemoryAttributes.NORMAL_WB);

    assertThatThrownBy(() -> bench.session.map(0, 0, 0x40_0000, 0x1000, 0x9000_0000L, writeOnly))
        .isInstanceOf(UnsupportedByProviderException.class);
  }

  @Test
  void aDefaultAccessPutsAccessControlInUse() {
    DomainConfig open = Bench.config(Profile.XEN_4_8, 40, 1, 2, false);
    DomainConfig readOnly = new DomainConfig(
        open.name(),
        open.profile(),
        open.geometry(),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.R);
    Bench bench = Bench.of(Profile.XEN_4_8, readOnly);

    bench.map(0x200, 0x200, 0x9_0000);

    P2mEntry.Mapped mapped = (P2mEntry.Mapped) bench.session.lookup(0, 0x20_0000);
    assertThat(mapped.permissions()).isEqualTo(new S2Permissions(true, false, false));
    assertThat(mapped.access()).contains(P2mAccess.R);
    assertThat(bench.statistics().mappings(3)).isEqualTo(0x200);
  }

  @Test
  void anotherPeCannotWorkUnderAForeignLock() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.lock();

    assertThatThrownBy(() -> bench.session.unmap(1, 0, 0, 0x1000, OptionalLong.empty()))
        .isInstanceOf(UnsupportedByProviderException.class);
  }

  @Test
  void mapsTheFramesThatARangeTouches() {
    Bench bench = Bench.on(Profile.XEN_4_8);

    map(bench.session, 0x40_0800, 0x1000, 0x9000_0800L);

    assertThat(bench.session.lookup(0, 0x40_0000)).isInstanceOf(P2mEntry.Mapped.class);
    assertThat(bench.session.lookup(0, 0x40_1000)).isInstanceOf(P2mEntry.Mapped.class);
    assertThat(bench.session.lookup(0, 0x40_2000)).isInstanceOf(P2mEntry.Hole.class);
  }

  @Test
  void anExhaustedPoolFailsAnInsertionAndKeepsWhatCameBefore() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.session.limitTables(2);

    long code = bench.map(0x3ff, 2, 0x9_0000);

    assertThat(code).isEqualTo(-2);
    assertThat(bench.session.lookup(0, 0x3ff_000)).isInstanceOf(P2mEntry.Mapped.class);
    assertThat(bench.count(Counter.TABLES_ALLOCATED)).isEqualTo(2);
  }

  @Test
  void beforeTheReworkAFailedInsertionIsTakenBack() {
    Bench bench = Bench.on(Profile.XEN_PRE);
    bench.session.limitTables(2);

    long code = bench.map(0x3ff, 2, 0x9_0000);

    assertThat(code).isEqualTo(-12);
    assertThat(bench.session.lookup(0, 0x3ff_000)).isInstanceOf(P2mEntry.Hole.class);
    assertThat(bench.count(Counter.TABLES_FREED)).isEqualTo(2);
  }

  @Test
  void aForeignPageBehindTheLastFrameIsRefusedAndItsReferenceDropped() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    long frames = 1L << 28;
    bench.map(frames - 1, 1, 0x9_0000);
    bench.mark();

    long code = bench.map(frames, 1, 0x9_0001, P2mType.FOREIGN);

    assertThat(code).isEqualTo(Errno.EINVAL.code());
    assertThat(bench.events()).contains(new Event.ReferenceDropped(0, 0x9000_1000L));
  }

  @Test
  void descriptorsCanBeReadBack() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x4_0000, 0x4_0000, 0x4_0000);

    assertThat(bench.session.readDescriptor(bench.report.rootPa() + 8))
        .isEqualTo(0x0080_0000_4000_07fdL);
    assertThat(bench.machine.read(bench.report.rootPa() + 8)).isEqualTo(0x0080_0000_4000_07fdL);
  }

  private static void map(P2mSession session, long ipa, long sizeBytes, long pa) {
    long code = session.map(0, 0, ipa, sizeBytes, pa, MappingAttributes.of(P2mType.RAM_RW));
    assertThat(code).isZero();
  }
}
