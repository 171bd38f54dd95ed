package io.shatterproof.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No report makes the machine throw, loop or lose track of what is reachable. */
final class HostileReportsTest {
  private static final long ROOT = 0x8000_0000L;
  private static final Stage2Geometry GEOMETRY = new Stage2Geometry(Granule.SIZE_4K, 48, 0, 1, 48);

  private final Machine machine = attached();

  @ParameterizedTest
  @CsvSource({
    "0x80000000, -1, 1",
    "0x80000000, 512, 1",
    "0x80000000, 0, -1",
    "0x80000000, 0, 513",
    "0x80000000, 511, 2",
    "0x80000000, 2147483647, 2147483647",
    "0x80000000, -2147483648, -2147483648",
    "0x80000008, 0, 1"
  })
  void aRangeOutsideItsPageIsAnInconsistencyAndNothingElse(String tablePa, int first, int count) {
    long before = machine.eventCount();

    machine.fill(0, Long.decode(tablePa), first, count, 0, 0, 3, 0);

    assertThat(machine.inconsistencies()).hasSize(1);
    assertThat(machine.eventCount()).isEqualTo(before + 1);
    assertThat(machine.read(ROOT)).isZero();
  }

  @Test
  void numbersOfNothingAreInconsistencies() {
    machine.store(7, ROOT, 0, 0, 0, 0, 0, true);
    machine.store(0, ROOT, 0, 9, 0, 0, 0, true);
    machine.store(0, ROOT, 600, 0, 0, 0, 0, true);
    machine.store(0, ROOT + 4, 0, 0, 0, 0, 0, true);
    machine.tlbi(-1, TlbiOp.ALLE1, 0, 0, 0);
    machine.dsb(Integer.MAX_VALUE, DsbOption.SY);
    machine.isb(2);
    machine.clean(-5, CleanKind.DATA, -1, -1);
    machine.context(99, SystemRegister.VTTBR_EL2, -1);
    machine.tableAllocated(0, 1);
    machine.tableFreed(0, 0x7000, false);
    machine.locked(0, -1);
    machine.unlocked(0, 77);
    machine.iommuFlush(0, 1 << 30, -1, -1);

    assertThat(machine.inconsistencies()).hasSize(14);
    assertThat(machine.eventCount()).isEqualTo(14);
  }

  @Test
  void aTableThatNamesItselfIsWalkedAndUnlinkedLikeAnyOther() {
    long table = 0x8001_0000L;
    machine.tableAllocated(0, table);
    machine.store(0, table, 0, 1, 0, 0, S2Format.of(Granule.SIZE_4K).table(table), false);

    machine.store(0, ROOT, 0, 0, 0, 0, S2Format.of(Granule.SIZE_4K).table(table), true);
    assertThat(machine.isLive(table)).isTrue();
    // At level 3 the same word is a page.
    assertThat(machine.access(1, 0, AccessKind.READ, 0)).hasToString("af fault level 3");

    machine.store(0, ROOT, 0, 0, 0, S2Format.of(Granule.SIZE_4K).table(table), 0, true);
    assertThat(machine.isLive(table)).isFalse();
  }

  @Test
  void aStartTableThatNamesItselfStaysLiveWhenItStops() {
    machine.store(0, ROOT, 0, 0, 0, 0, S2Format.of(Granule.SIZE_4K).table(ROOT), true);
    machine.store(0, ROOT, 0, 0, 0, S2Format.of(Granule.SIZE_4K).table(ROOT), 0, true);

    assertThat(machine.isLive(ROOT)).isTrue();
  }

  @Test
  void aFloodOfNonsenseKeepsMemoryBounded() {
    for (long page = 0; page < 3L * TableMemory.PAGE_LIMIT; page++) {
      machine.store(0, 0x1_0000_0000L + (page << 12), 0, 3, 0, 1, 0, true);
    }

    assertThat(machine.inconsistencies()).hasSizeLessThan(1100);
    assertThat(machine.isBacked(0x1_0000_0000L + ((2L * TableMemory.PAGE_LIMIT) << 12)))
        .isFalse();
  }

  @Test
  void aFloodOfFreedPagesKeepsMemoryBounded() {
    for (long page = 0; page < 2L * TableMemory.PAGE_LIMIT; page++) {
      machine.tableFreed(0, 0x1_0000_0000L + (page << 12), false);
    }

    machine.tableAllocated(0, 0x7000);
    assertThat(machine.isBacked(0x7000)).isFalse();
  }

  @Test
  void aFloodOfRemovalsThatAreNeverInvalidatedKeepsTimeAndMemoryBounded() {
    long table = 0x8001_0000L;
    long block = 0x0000_0001_4000_07fdL;
    machine.tableAllocated(0, table);
    machine.store(0, table, 0, 1, 0, 0, 0, false);
    machine.store(0, ROOT, 0, 0, 0, 0, S2Format.of(Granule.SIZE_4K).table(table), true);
    for (int i = 0; i < 1_500_000; i++) {
      long old = machine.read(table + 8L * (i % 512));
      long made = old == 0 ? block + ((long) i << 30) % (1L << 47) : 0;
      machine.store(0, table, i % 512, 1, (long) (i % 512) << 30, old, made, true);
      machine.referenceDropped(0, (long) i << 30);
      machine.unlocked(0, 0);
    }

    assertThat(machine.violations()).hasSizeLessThanOrEqualTo(100_000);
    assertThat(machine.inconsistencies()).hasSizeLessThan(1100);
  }

  @Test
  void aFloodOfDistinctRemovalsKeepsTimeAndMemoryBounded() {
    for (int t = 0; t < 3000; t++) {
      long table = 0x9000_0000L + ((long) t << 12);
      machine.tableAllocated(0, table);
      long software = (long) (t / 512) << 55;
      machine.fill(0, table, 0, 512, 1, 0, 0x0000_0001_4000_07fdL | software, 1L << 30);
      long old = machine.read(ROOT + 8L * (t % 512));
      long ipa = (long) (t % 512) << 39;
      machine.store(0, ROOT, t % 512, 0, ipa, old, S2Format.of(Granule.SIZE_4K).table(table), true);
      for (int index = 0; index < 512; index++) {
        long descriptor = machine.read(table + 8L * index);
        machine.store(0, table, index, 1, ipa + ((long) index << 30), descriptor, 0, true);
      }
      machine.tlbi(0, TlbiOp.IPAS2E1IS, ipa >>> 12, 1, ROOT);
      machine.tableFreed(0, 0x7000, true);
    }

    assertThat(machine.inconsistencies())
        .anySatisfy(
            inconsistency -> assertThat(inconsistency.message()).contains("than can be followed"));
  }

  @Test
  void livenessIsThatOfASearchFromTheStartTableWhateverIsStored() {
    long seed = 4_800;
    Random random = new Random(seed);
    int pages = 8;

    for (int i = 0; i < 3_000; i++) {
      long tablePa = ROOT + (random.nextInt(pages) << 12);
      long named = ROOT + (random.nextInt(pages) << 12);
      int index = random.nextInt(3);
      long made = random.nextInt(3) == 0 ? 0 : S2Format.of(Granule.SIZE_4K).table(named);
      if (random.nextInt(10) == 0) {
        machine.fill(0, tablePa, index, 2, 1, 0, made, 0x1000);
      } else {
        machine.store(0, tablePa, index, 1, 0, 0, made, false);
      }
      Set<Long> reachable = reachable();
      for (int page = 0; page < pages; page++) {
        long pa = ROOT + ((long) page << 12);
        assertThat(machine.isLive(pa))
            .as("seed %d, step %d, page %d", seed, i, page)
            .isEqualTo(reachable.contains(pa));
      }
    }
  }

  /** A plain breadth-first search over (page, level), 512 words each. */
  private Set<Long> reachable() {
    Set<Long> found = new HashSet<>();
    Set<Long> nodes = new HashSet<>();
    Deque<long[]> open = new ArrayDeque<>();
    open.add(new long[] {ROOT, 0});
    while (!open.isEmpty()) {
      long[] node = open.remove();
      if (!nodes.add(node[0] + node[1])) {
        continue;
      }
      found.add(node[0]);
      for (int index = 0; index < 512 && node[1] < 3; index++) {
        long descriptor = machine.read(node[0] + 8L * index);
        if ((descriptor & 3) == 3) {
          open.add(new long[] {descriptor & 0x0000_ffff_ffff_f000L, node[1] + 1});
        }
      }
    }
    return found;
  }

  private static Machine attached() {
    Machine machine = new Machine(Platform.plain("p"));
    DomainConfig config = new DomainConfig(
        "guest", "", GEOMETRY, 0, List.of(1), false, OptionalInt.empty(), P2mAccess.RWX);
    machine.attachDomain(0, config, new DomainReport(1L << 48 | ROOT, 0));
    return machine;
  }
}
