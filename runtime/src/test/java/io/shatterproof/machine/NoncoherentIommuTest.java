package io.shatterproof.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be cleaned before an IOMMU that does not walk coherently can meet it. */
final class NoncoherentIommuTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long T2 = 0x8001_0000L;
  private static final long T3 = 0x8002_0000L;
  private static final long PAGE = 0x9000_07ffL;

  private Machine machine = machine(Platform.Iommu.NONCOHERENT, true);

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "make3 clean3 link3 cleanentry3 clean2 dsb link2 cleanentry2, ''",
    "make3 link3 clean3 clean2 dsb link2 cleanentry2, ''",
    "make3 clean3 clean2 dsb link3 cleanentry3 dsb link2 cleanentry2, ''",
    "make3 clean3 link3 clean2 link2 cleanentry2, incomplete_table",
    "make3 clean3 link3 clean2 ishld link2 cleanentry2, incomplete_table",
    "make3 link3 clean2 dsb link2 cleanentry2, incomplete_table",
    "make3 clean3 clean2 dsb link3 link2 cleanentry2, incomplete_table",
    "clean3 dsb make3 link3 clean2 dsb link2 cleanentry2, incomplete_table",
    "make3 clean3 link3 cleanentry3 dsb link2 cleanentry2, incomplete_table",
    "make3 clean3 link3 zero2 clean2 dsb link2 cleanentry2, ''",
    "make3 clean3 link3 clean2 zero2 dsb link2 cleanentry2, incomplete_table"
  })
  void tableIsCleanBeforeItIsLinked(String steps, String name) {
    allocate();
    run(steps);

    assertNames(name);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "live cleanlive dsb live cleanlive, ''",
    "live dsb cleanlive dsb tlbi, ''",
    "live live cleanlive, no_clean",
    "live tlbi cleanlive, no_clean",
    "lock live unlock cleanlive, no_clean",
    "live make3 cleanlive, no_clean",
    "live, no_clean",
    "live cleanelsewhere, no_clean",
    "live cleanlive live, no_clean"
  })
  void liveStoreIsCleanedBeforeItsPeGoesOn(String steps, String name) {
    allocate();
    run(steps);

    assertNames(name);
  }

  @ParameterizedTest
  @CsvSource({"NONE, true", "COHERENT, true", "NONCOHERENT, false"})
  void nothingIsCleanedWhereNoIommuNeedsIt(Platform.Iommu iommu, boolean usesIommu) {
    machine = machine(iommu, usesIommu);
    allocate();
    run("make3 link3 link2 live tlbi live");

    assertNames("");
  }

  @Test
  void cleanOfAnyRangeTakesItsTime() {
    allocate();
    machine.clean(0, CleanKind.DATA, -1, -1);
    machine.clean(0, CleanKind.DATA, 1, Long.MAX_VALUE);
    machine.clean(0, CleanKind.DATA, 0, Long.MIN_VALUE);

    assertNames("");
  }

  private void allocate() {
    machine.tableAllocated(0, T2);
    machine.tableAllocated(0, T3);
  }

  private void run(String steps) {
    for (String step : steps.split(" ", -1)) {
      switch (step) {
        case "make3" -> store(T3, 7, 3, PAGE, false);
        case "link3" -> store(T2, 5, 2, S2Format.of(Granule.SIZE_4K).table(T3), false);
        case "link2" -> store(ROOT, 1, 1, S2Format.of(Granule.SIZE_4K).table(T2), true);
        case "live" -> store(ROOT, 2, 1, machine.read(ROOT + 16) == 0 ? PAGE & ~2L : 0, true);
        case "clean2" -> machine.clean(0, CleanKind.TABLE, T2, 0x1000);
        case "clean3" -> machine.clean(0, CleanKind.TABLE, T3, 0x1000);
        case "cleanentry3" -> machine.clean(0, CleanKind.ENTRY, T2 + 40, 8);
        case "cleanentry2" -> machine.clean(0, CleanKind.ENTRY, ROOT + 8, 8);
        case "cleanlive" -> machine.clean(0, CleanKind.ENTRY, ROOT + 16, 8);
        case "cleanelsewhere" -> machine.clean(0, CleanKind.ENTRY, ROOT + 24, 8);
        case "zero2" -> {
          machine.tableZeroed(0, T2);
          machine.store(0, T2, 5, 2, 0, 0, S2Format.of(Granule.SIZE_4K).table(T3), false);
          machine.clean(0, CleanKind.ENTRY, T2 + 40, 8);
        }
        case "dsb" -> machine.dsb(0, DsbOption.SY);
        case "ishld" -> machine.dsb(0, DsbOption.ISHLD);
        case "tlbi" -> {
          machine.dsb(0, DsbOption.SY);
          machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 1, ROOT);
          machine.dsb(0, DsbOption.SY);
        }
        case "lock" -> machine.locked(0, 0);
        case "unlock" -> machine.unlocked(0, 0);
        default -> throw new AssertionError(step);
      }
    }
  }

  private void store(long tablePa, int index, int level, long made, boolean live) {
    long old = machine.read(tablePa + 8L * index);
    machine.store(0, tablePa, index, level, (long) index << 30, old, made, live);
  }

  private void assertNames(String names) {
    assertThat(machine.violations())
        .extracting(violation -> violation.name().word())
        .isEqualTo(names.isEmpty() ? List.of() : Arrays.asList(names.split(" ", -1)));
  }

  private static Machine machine(Platform.Iommu iommu, boolean usesIommu) {
    Machine machine = new Machine(
        new Platform("p", 1, 48, Set.of(), Platform.Coherence.COHERENT, iommu, new TreeMap<>()));
    DomainConfig config = new DomainConfig(
        "guest",
        "",
        new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 48),
        0,
        List.of(),
        usesIommu,
        OptionalInt.empty(),
        P2mAccess.RWX);
    machine.attachDomain(0, config, new DomainReport(1L << 48 | ROOT, 0));
    return machine;
  }
}
