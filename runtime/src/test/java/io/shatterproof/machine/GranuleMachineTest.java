package io.shatterproof.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Table pages of every granule: as large as it, aligned to it, followed to their last entry. */
final class GranuleMachineTest {
  private static final long ROOT = 0x8000_0000L; // two concatenated tables of level 2
  private static final long TABLE = 0x9000_0000L;
  private static final long FRAME = 0x4_0000_0000L;

  /** A machine with a domain whose start table is two tables of level 2. */
  private static final class Fixture {
    final S2Format format;
    final Machine machine;
    final int entries;
    final long size;
    final long lastIpa; // of the last entry of the second start table

    Fixture(Granule granule) {
      format = S2Format.of(granule);
      entries = granule.entriesPerTable();
      size = granule.sizeBytes();
      machine = new Machine(Platform.plain("p"), granule);
      machine.tableAllocated(0, ROOT);
      machine.tableAllocated(0, ROOT + size);
      machine.attachDomain(0, config(granule, 2, 2), new DomainReport(1L << 48 | ROOT, 0));
      lastIpa = (2L * entries - 1) << granule.levelShift(2);
    }

    /** Stores into the last entry of the last start table. */
    void storeLast(long old, long made) {
      machine.store(0, ROOT + size, entries - 1, 2, lastIpa, old, made, true);
    }

    /** A table of level 3 with pages of consecutive frames in every entry, not linked. */
    void filledTable() {
      machine.tableAllocated(0, TABLE);
      machine.fill(0, TABLE, 0, entries, 3, lastIpa, page(FRAME), size);
    }

    long page(long pa) {
      return format.leaf(pa, 3, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
    }

    long block(long pa) {
      return format.leaf(pa, 2, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
    }

    String read(long ipa) {
      return machine.access(1, 0, AccessKind.READ, ipa).toString();
    }

    void assertInconsistent(String message) {
      assertThat(machine.inconsistencies())
          .singleElement()
          .satisfies(inconsistency -> assertThat(inconsistency.message()).contains(message));
    }
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aFilledTableComesAliveWithItsLastEntry(Granule granule) {
    Fixture f = new Fixture(granule);
    f.filledTable();
    assertThat(f.machine.isLive(TABLE)).isFalse();

    f.storeLast(0, f.format.table(TABLE));

    assertThat(f.machine.isLive(TABLE)).isTrue();
    assertThat(f.machine.ownerOf(TABLE)).isZero();
    assertThat(f.read(f.lastIpa)).isEqualTo("ok 0x400000000");
    long lastOffset = granule.entrySizeBytes(2) - 1;
    assertThat(f.read(f.lastIpa + lastOffset))
        .isEqualTo("ok 0x" + Long.toHexString(FRAME + lastOffset));
    assertThat(f.machine.inconsistencies()).isEmpty();
    assertThat(f.machine.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aTableNamedByTheLastEntryOfAnotherFollowsIt(Granule granule) {
    // Three levels: the start table here is of level 1, so that a whole table of level 2 is linked.
    Machine machine = new Machine(Platform.plain("p"), granule);
    machine.attachDomain(
        0,
        new DomainConfig(
            "guest",
            "",
            new Stage2Geometry(granule, granule == Granule.SIZE_4K ? 39 : 47, 1, 1, 48),
            0,
            List.of(1),
            false,
            OptionalInt.empty(),
            P2mAccess.RWX),
        new DomainReport(1L << 48 | ROOT, 0));
    S2Format format = S2Format.of(granule);
    int last = granule.entriesPerTable() - 1;
    long lastIpa = (long) last << granule.levelShift(2);
    long below = TABLE + 0x10_0000;
    machine.tableAllocated(0, TABLE);
    machine.tableAllocated(0, below);
    machine.store(0, TABLE, last, 2, lastIpa, 0, format.table(below), false);

    machine.store(0, ROOT, 0, 1, 0, 0, format.table(TABLE), true);
    assertThat(machine.isLive(below)).isTrue();
    machine.store(0, below, last, 3, lastIpa + ((long) last << granule.shift()), 0, 0, true);

    machine.store(0, ROOT, 0, 1, 0, format.table(TABLE), 0, true);
    assertThat(machine.isLive(below)).isFalse();
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aLiveStoreOverAValidEntryIsAViolationWhereItIs(Granule granule) {
    Fixture f = new Fixture(granule);
    f.filledTable();
    f.storeLast(0, f.format.table(TABLE));
    int last = f.entries - 1;
    long ipa = f.lastIpa + ((long) last << granule.shift());

    long old = f.page(FRAME + last * f.size);
    f.machine.store(0, TABLE, last, 3, ipa, old, f.page(FRAME), true);

    assertThat(f.machine.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.name()).isEqualTo(ViolationName.NO_BREAK);
      assertThat(violation.ipa()).isEqualTo(ipa);
      assertThat(violation.level()).isEqualTo(3);
    });
    assertThat(f.machine.inconsistencies()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aBlockOverATableIsAViolationAndUnlinksIt(Granule granule) {
    Fixture f = new Fixture(granule);
    f.filledTable();
    f.storeLast(0, f.format.table(TABLE));

    f.storeLast(f.format.table(TABLE), f.block(FRAME));

    assertThat(f.machine.violations()).hasSize(1);
    assertThat(f.machine.isLive(TABLE)).isFalse();
    assertThat(f.read(f.lastIpa + 1)).isEqualTo("ok 0x400000001");
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void anAllocatedOrZeroedPageReadsAsZeroToItsEnd(Granule granule) {
    Fixture f = new Fixture(granule);
    f.filledTable();
    f.machine.tableFreed(0, TABLE, false);

    f.machine.tableAllocated(0, TABLE);
    assertAllZero(f);

    f.machine.fill(0, TABLE, 0, f.entries, 3, 0, f.page(FRAME), f.size);
    f.machine.tableZeroed(0, TABLE);
    assertAllZero(f);
    assertThat(f.machine.isBacked(TABLE + f.size)).isFalse();
    assertThat(f.machine.inconsistencies()).isEmpty();
  }

  private static void assertAllZero(Fixture f) {
    for (int index = 0; index < f.entries; index++) {
      assertThat(f.machine.read(TABLE + 8L * index)).isZero();
      assertThat(f.machine.isBacked(TABLE + 8L * index)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void zeroingALiveTableIsAStoreIntoEachOfItsEntries(Granule granule) {
    Fixture f = new Fixture(granule);
    f.filledTable();
    f.storeLast(0, f.format.table(TABLE));

    f.machine.tableZeroed(0, ROOT + f.size);

    assertThat(f.machine.isLive(TABLE)).isFalse();
    assertThat(f.read(f.lastIpa)).isEqualTo("translation fault level 2");
    f.assertInconsistent("was told to be off-line");
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void memoryAnswersForAllOfAPageThatWasNeverAllocated(Granule granule) {
    Fixture f = new Fixture(granule);

    f.machine.store(0, TABLE, 0, 3, 0, 0, 0, false);

    f.assertInconsistent("which was never allocated");
    assertAllZero(f);
  }

  @ParameterizedTest
  @CsvSource({"SIZE_16K, 0x1000", "SIZE_64K, 0x1000", "SIZE_64K, 0x4000"})
  void aPageIsNamedByTheFirstByteOfItsGranule(Granule granule, String offset) {
    Fixture f = new Fixture(granule);

    f.machine.tableAllocated(0, TABLE + Long.decode(offset));

    f.assertInconsistent("a table page is named by its first byte");
    assertThat(f.machine.isBacked(TABLE + Long.decode(offset))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 512", "SIZE_16K, 2048", "SIZE_64K, 8192"})
  void aRangeEndsWithItsPage(Granule granule, int entries) {
    Fixture f = new Fixture(granule);
    f.machine.tableAllocated(0, TABLE);

    f.machine.fill(0, TABLE, 0, entries, 3, 0, 0, 0);
    assertThat(f.machine.inconsistencies()).isEmpty();

    f.machine.fill(0, TABLE, 1, entries, 3, 0, 0, 0);
    f.assertInconsistent("a page has " + entries);
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aConcatenatedStartTableIsAlignedToAllOfIt(Granule granule) {
    Fixture f = new Fixture(granule);
    long root = TABLE + f.size;

    f.machine.attachDomain(1, config(granule, 2, 2), new DomainReport(2L << 48 | root, 0));

    f.assertInconsistent("not at a multiple of its size, 0x" + Long.toHexString(2 * f.size));
    assertThat(f.machine.ownerOf(TABLE)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aDomainOfAnotherGranuleIsRefused(Granule granule) {
    Machine machine = new Machine(Platform.plain("p"), granule);

    for (Granule other : Granule.values()) {
      DomainConfig config = config(other, 2, 1);
      assertThat(machine.judges(config.geometry())).isEqualTo(other == granule);
      if (other != granule) {
        assertThatThrownBy(() -> machine.attachDomain(0, config, new DomainReport(0, 0)))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aFloodOfLargePagesTakesNoMoreMemoryThanOneOfSmallPages(Granule granule) {
    Fixture f = new Fixture(granule);
    long first = 0x1_0000_0000L;
    long most = (long) TableMemory.PAGE_LIMIT << 12;

    for (long pa = first; pa < first + most; pa += f.size) {
      f.machine.tableAllocated(0, pa);
    }

    assertThat(f.machine.isBacked(first + most / 2)).isTrue();
    assertThat(f.machine.isBacked(first + most - 1)).isFalse(); // the start table is counted too
  }

  private static DomainConfig config(Granule granule, int startLevel, int tables) {
    int bits = granule.levelShift(startLevel) + granule.stride() + tables - 1;
    return new DomainConfig(
        "guest",
        "",
        new Stage2Geometry(granule, bits, startLevel, tables, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }
}
