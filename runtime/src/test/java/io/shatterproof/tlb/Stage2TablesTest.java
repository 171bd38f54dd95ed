package io.shatterproof.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tables of stage 2 say and ever said, and where a word of them counts. */
final class Stage2TablesTest {
  private static final long ROOT = Guests.ROOT;
  private static final long T2 = ROOT + 0x1000;
  private static final long T3 = ROOT + 0x2000;
  private static final long OTHER_T3 = ROOT + 0x3000;
  private static final long G1 = 1L << 30;
  private static final long M2 = 1L << 21;
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long PAGE = T3 + 7 * 8;
  private static final long A = 0x9000_07ffL;
  private static final long B = 0xa000_07ffL;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long TABLE = 3;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final TlbLog log = new TlbLog(Guests.platform(Feature.HAFDBS), memory);
  private final Stage2Tables tables = of(Guests.stage2(1));
  private long events;

  Stage2TablesTest() {
    for (long pa = ROOT; pa <= OTHER_T3; pa += 0x1000) {
      memory.zeroPage(pa);
    }
    memory.exchange(ROOT + 8, T2 | TABLE);
    memory.exchange(T2 + 5 * 8, T3 | TABLE);
    memory.exchange(PAGE, A);
  }

  private Stage2Tables of(RegisterFile registers) {
    return new Stage2Tables(log, Guests.context(registers, Feature.HAFDBS));
  }

  private void store(long pa, long value) {
    log.store(events++, 0, pa, memory.exchange(pa, value), value);
  }

  // Places.

  @Test
  void aWordHasThePlaceOfItsTable() {
    assertThat(tables.places(PAGE)).containsExactly(new TablePlace(T3, 3, IPA, true));
    assertThat(tables.places(T2 + 511 * 8))
        .containsExactly(new TablePlace(T2, 2, G1 + 511 * M2, true));
    assertThat(tables.places(ROOT)).containsExactly(new TablePlace(ROOT, 1, 0, true));
    assertThat(tables.places(ROOT + 511 * 8))
        .containsExactly(new TablePlace(ROOT, 1, 511 * G1, true));
    assertThat(tables.places(OTHER_T3)).isEmpty();
  }

  @Test
  void aTableAtTwoPlacesHasEachWordTwice() {
    memory.exchange(T2 + 9 * 8, T3 | TABLE);

    assertThat(tables.places(PAGE))
        .containsExactly(
            new TablePlace(T3, 3, IPA, true), new TablePlace(T3, 3, IPA + 4 * M2, true));
  }

  @Test
  void aTableThatWasUnlinkedKeepsItsPlace() {
    store(T2 + 5 * 8, 0);

    assertThat(tables.places(PAGE)).containsExactly(new TablePlace(T3, 3, IPA, false));
  }

  @Test
  void aTableThatIsLinkedAgainIsLive() {
    store(T2 + 5 * 8, 0);
    store(T2 + 5 * 8, T3 | TABLE | 1L << 58); // with a bit for software

    assertThat(tables.places(PAGE)).containsExactly(new TablePlace(T3, 3, IPA, true));
  }

  @Test
  void whatIsBelowAnUnlinkedTableIsNotLive() {
    store(ROOT + 8, 0);

    assertThat(tables.places(PAGE)).containsExactly(new TablePlace(T3, 3, IPA, false));
    assertThat(tables.places(T2)).containsExactly(new TablePlace(T2, 2, G1, false));
  }

  @Test
  void tablesThatAreNotInUseHaveNoPlaces() {
    Stage2Tables off = of(Guests.stage2(1).with(SystemRegister.HCR_EL2, 1L << 31));

    assertThat(off.areInUse()).isFalse();
    assertThat(off.places(PAGE)).isEmpty();
    assertThat(tables.areInUse()).isTrue();
  }

  @Test
  void concatenatedTablesAreOne() {
    memory.exchange(ROOT + 0x1000, 0x8000_0000L | 0x7fd); // a block of the second table
    // 40 bits from level 1: two tables
    Stage2Tables two =
        of(Guests.stage2(1).with(SystemRegister.VTCR_EL2, (Guests.VTCR & ~0x3fL) | 24));

    assertThat(two.places(ROOT + 0x1000)).contains(new TablePlace(ROOT, 1, 512 * G1, true));
    assertThat(two.entries(1)).isEqualTo(1024);
    assertThat(two.entries(2)).isEqualTo(512);
    assertThat(tables.entries(1)).isEqualTo(512);
    assertThat(two.startIn(ROOT + 0x1ff8, 8)).isTrue();
    assertThat(tables.startIn(ROOT + 0x1000, 8)).isFalse();
  }

  // Freed pages.

  @Test
  void noPageOfTheseTablesWasFreed() {
    log.free(events++, OTHER_T3, 0x1000);

    assertThat(tables.freedPage()).isEqualTo(-1);
  }

  @Test
  void aFreedPageIsFoundAtEveryLevel() {
    log.free(events++, T3, 0x1000);
    assertThat(tables.freedPage()).isEqualTo(T3);
    log.free(events++, T2, 0x1000);
    assertThat(tables.freedPage()).as("the first").isEqualTo(T2);
    log.free(events++, ROOT, 0x1000);
    assertThat(tables.freedPage()).isEqualTo(ROOT);
  }

  @Test
  void aFreedPageIsFoundBehindAnotherTable() {
    memory.exchange(ROOT + 511 * 8, T2 | TABLE);
    memory.exchange(T2 + 511 * 8, OTHER_T3 | TABLE);
    log.free(events++, OTHER_T3, 0x1000);

    assertThat(tables.freedPage()).isEqualTo(OTHER_T3);
  }

  @Test
  void aPageThatIsNotLinkedAnyMoreIsFree() {
    store(T2 + 5 * 8, 0);
    log.free(events++, T3, 0x1000);

    assertThat(tables.freedPage()).isEqualTo(-1);
  }

  @Test
  void tablesThatAreNotInUseHaveNoFreedPage() {
    log.free(events++, ROOT, 0x1000);

    assertThat(of(Guests.stage2(1).with(SystemRegister.HCR_EL2, 1L << 31)).freedPage())
        .isEqualTo(-1);
  }

  // Values.

  private static List<Long> numbers(LongList list) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      numbers.add(list.get(i));
    }
    return numbers;
  }

  @Test
  void aWordSaidWhatItSaysAndSaidBefore() {
    assertThat(numbers(tables.everySaid(PAGE))).containsExactly(A);
    store(PAGE, 0);
    store(PAGE, B);
    store(PAGE, A);

    assertThat(numbers(tables.everySaid(PAGE))).containsExactly(A, B, 0L);
  }

  @Test
  void anIpaCameOutWhereverItsTablesSaidSo() {
    memory.exchange(OTHER_T3 + 7 * 8, 0xb000_07ffL);
    store(PAGE, B);
    store(T2 + 5 * 8, OTHER_T3 | TABLE);
    store(T2 + 5 * 8, 0xc000_0000L | 0x7fd); // a block
    LongList pas = new LongList();

    tables.outputs(IPA + 0x123, pas);
    tables.outputs(IPA + 0x123, pas);

    assertThat(numbers(pas))
        .containsExactlyInAnyOrder(0xc000_7123L, 0xb000_0123L, 0xa000_0123L, 0x9000_0123L);
    LongList none = new LongList();
    tables.outputs(IPA + 0x1000, none);
    assertThat(numbers(none)).as("of the block").containsExactly(0xc000_8000L);
    tables.outputs(1L << 39, none);
    assertThat(none.size()).as("out of range").isEqualTo(1);
  }

  @Test
  void aWalkEndsWhereTablesEndedAtATime() {
    store(PAGE, B); // event 0
    store(T2 + 5 * 8, 0); // event 1

    assertThat(tables.end(IPA, Times.BEFORE)).isEqualTo(new Stage2Tables.End(PAGE, 3, A));
    assertThat(tables.end(IPA, 0)).isEqualTo(new Stage2Tables.End(PAGE, 3, B));
    assertThat(tables.end(IPA, 1)).isEqualTo(new Stage2Tables.End(T2 + 5 * 8, 2, 0));
    assertThat(tables.end(IPA, 0, 2)).isEqualTo(new Stage2Tables.End(T2 + 5 * 8, 2, T3 | TABLE));
    assertThat(tables.end(0, 1)).isEqualTo(new Stage2Tables.End(ROOT, 1, 0));
    assertThat(tables.newest(PAGE)).isEqualTo(B);
    assertThat(tables.valueAt(PAGE, Times.BEFORE)).isEqualTo(A);
  }

  // What the tables are.

  @Test
  void theStartTableLiesInARange() {
    assertThat(tables.startIn(ROOT, 1)).isTrue();
    assertThat(tables.startIn(ROOT + 0xff8, 8)).isTrue();
    assertThat(tables.startIn(ROOT + 0x1000, 0x1000)).isFalse();
    assertThat(tables.startIn(ROOT - 0x1000, 0x1000)).isFalse();
    assertThat(tables.startIn(ROOT - 0x1000, 0x1001)).isTrue();
    assertThat(of(Guests.stage2(1).with(SystemRegister.HCR_EL2, 1L << 31)).startIn(ROOT, 8))
        .isFalse();
  }

  @Test
  void tablesAreTheSameOfOneRootVmidAndControls() {
    RegisterFile registers = Guests.stage2(1);

    assertThat(tables.areSame(of(registers.with(SystemRegister.SCTLR_EL1, 0)))).isTrue();
    assertThat(tables.areSame(of(Guests.stage2(2)))).isFalse();
    assertThat(tables.areSame(of(registers.with(SystemRegister.VTTBR_EL2, 1L << 48 | T2))))
        .isFalse();
    assertThat(tables.areSame(
            of(registers.with(SystemRegister.VTCR_EL2, (Guests.VTCR & ~0x3fL) | 26))))
        .as("38 bits")
        .isFalse();
    assertThat(tables.areSame(of(registers.with(SystemRegister.VTCR_EL2, Guests.VTCR | 1L << 21))))
        .as("HA")
        .isFalse();
  }

  @Test
  void aLeafIsLoadableWithItsAccessFlagOrWhereHardwareSetsIt() {
    Stage2Tables updated =
        of(Guests.stage2(1).with(SystemRegister.VTCR_EL2, Guests.VTCR | 1L << 21));

    assertThat(tables.isLoadable(A)).isTrue();
    assertThat(tables.isLoadable(A & ~ACCESS_FLAG)).isFalse();
    assertThat(updated.isLoadable(A & ~ACCESS_FLAG)).isTrue();
    assertThat(tables.setsAccessFlag()).isFalse();
    assertThat(updated.setsAccessFlag()).isTrue();
    assertThat(tables.setsDirtyState()).isFalse();
  }

  @Test
  void addressesAreInRange() {
    assertThat(tables.cover((1L << 39) - 1)).isTrue();
    assertThat(tables.cover(1L << 39)).isFalse();
    assertThat(tables.sizeBytes(2)).isEqualTo(M2);
  }
}
