package io.shatterproof.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
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
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the machine computes from honest and from contradictory reports. */
final class MachineTest {
  private static final long ROOT = 0x8000_0000L; // two concatenated pages of level 1
  private static final long T2 = 0x8001_0000L;
  private static final long T3 = 0x8002_0000L;
  private static final long G1 = 1L << 30;
  private static final long M2 = 1L << 21;
  private static final long PAGE = page(0x9000_0000L);

  private final Machine machine = new Machine(Platform.plain("p"));

  @BeforeEach
  void attach() {
    machine.tableAllocated(0, ROOT);
    machine.tableAllocated(0, ROOT + 0x1000);
    machine.attachDomain(0, config(1, 2), new DomainReport(1L << 48 | ROOT, 0));
  }

  @Test
  void theTablesOfAStartTableAreLiveAndOwned() {
    assertThat(machine.isLive(ROOT)).isTrue();
    assertThat(machine.isLive(ROOT + 0x1000)).isTrue();
    assertThat(machine.ownerOf(ROOT)).isZero();
    assertThat(machine.isLive(ROOT + 0x2000)).isFalse();
    assertThat(machine.ownerOf(ROOT + 0x2000)).isEqualTo(-1);
  }

  @Test
  void aSubTreeBuiltOffLineComesAliveWhenItIsLinked() {
    machine.tableAllocated(0, T2);
    machine.tableAllocated(0, T3);
    machine.fill(0, T3, 0, 512, 3, 0, PAGE, 0x1000);
    machine.store(0, T2, 5, 2, 5 * M2, 0, S2Format.of(Granule.SIZE_4K).table(T3), false);
    assertThat(machine.isLive(T3)).isFalse();

    link(1, T2);

    assertThat(machine.isLive(T2)).isTrue();
    assertThat(machine.isLive(T3)).isTrue();
    assertThat(machine.ownerOf(T3)).isZero();
    assertThat(read(G1 + 5 * M2 + 0x1008)).isEqualTo("ok 0x90001008");
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @Test
  void anUnlinkedSubTreeIsLiveNoLonger() {
    linkedPage();

    store(ROOT, 1, 1, G1, S2Format.of(Granule.SIZE_4K).table(T2), 0, true);

    assertThat(machine.isLive(T2)).isFalse();
    assertThat(machine.isLive(T3)).isFalse();
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @Test
  void aTableThatStaysLinkedElsewhereStaysLive() {
    linkedPage();
    store(ROOT, 2, 1, 2 * G1, 0, S2Format.of(Granule.SIZE_4K).table(T2), true);

    store(ROOT, 1, 1, G1, S2Format.of(Granule.SIZE_4K).table(T2), 0, true);
    assertThat(machine.isLive(T3)).isTrue();

    store(ROOT, 2, 1, 2 * G1, S2Format.of(Granule.SIZE_4K).table(T2), 0, true);
    assertThat(machine.isLive(T3)).isFalse();
  }

  @Test
  void aBlockOverATableUnlinksIt() {
    linkedPage();

    store(ROOT, 1, 1, G1, S2Format.of(Granule.SIZE_4K).table(T2), block(0, 1), true);

    assertThat(machine.isLive(T2)).isFalse();
    assertThat(machine.violations()).hasSize(1);
  }

  @Test
  void aLiveStoreOverAValidEntryIsAViolationOfThePesInTheGuest() {
    linkedPage();
    long event = machine.eventCount();

    store(T3, 7, 3, G1 + 5 * M2 + 0x7000, PAGE, page(0xa000_0000L), true);

    assertThat(machine.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.heldBy()).isEqualTo(PeSet.of(1));
      assertThat(violation.ipa()).isEqualTo(G1 + 5 * M2 + 0x7000);
      assertThat(violation.level()).isEqualTo(3);
      assertThat(violation.event()).isEqualTo(event);
    });
  }

  @Test
  void theSameStoreIntoATableThatNothingReachesIsNone() {
    machine.tableAllocated(0, T3);
    store(T3, 7, 3, 0, 0, PAGE, false);

    store(T3, 7, 3, 0, PAGE, page(0xa000_0000L), false);

    assertThat(machine.violations()).isEmpty();
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @Test
  void breakAndMakeIsNoViolation() {
    linkedPage();

    store(T3, 7, 3, G1 + 5 * M2 + 0x7000, PAGE, 0, true);
    machine.dsb(0, DsbOption.SY);
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 1, ROOT);
    machine.dsb(0, DsbOption.SY);
    store(T3, 7, 3, G1 + 5 * M2 + 0x7000, 0, page(0xa000_0000L), true);

    assertThat(machine.violations()).isEmpty();
    assertThat(read(G1 + 5 * M2 + 0x7000)).isEqualTo("ok 0xa0000000");
  }

  @Test
  void aToldLivenessThatIsWrongIsAnInconsistency() {
    linkedPage();

    store(T3, 8, 3, G1 + 5 * M2 + 0x8000, 0, PAGE, false);

    assertInconsistent("was told to be off-line, but domain 0 reaches it");
    assertThat(read(G1 + 5 * M2 + 0x8000)).isEqualTo("ok 0x90000000");
  }

  @Test
  void aStoreToldToBeLiveIntoAnUnreachedTableIsAnInconsistency() {
    machine.tableAllocated(0, T3);

    store(T3, 8, 3, 0, 0, PAGE, true);

    assertInconsistent("was told to be live, but no start table reaches it");
  }

  @Test
  void aToldOldValueThatMemoryDoesNotHoldIsAnInconsistency() {
    linkedPage();

    store(T3, 7, 3, G1 + 5 * M2 + 0x7000, 0, page(0xa000_0000L), true);

    assertInconsistent("was told to replace 0x0, but memory holds 0x" + Long.toHexString(PAGE));
    assertThat(machine.violations()).as("memory decides").hasSize(1);
  }

  @Test
  void aToldPlaceThatTheTreeContradictsIsAnInconsistency() {
    linkedPage();

    store(T3, 8, 2, 0, 0, PAGE, true);

    assertInconsistent("was told to be at level 2 of 0x0, but it is at level 3 of 0x40a08000");
  }

  @Test
  void aFillOfALiveTableIsAnInconsistencyAndEachOfItsWordsAStore() {
    linkedPage();

    machine.fill(0, T3, 6, 3, 3, G1 + 5 * M2 + 0x6000, page(0xa000_0000L), 0x1000);

    assertInconsistent("was told to be off-line");
    assertThat(machine.violations()).hasSize(1);
    assertThat(read(G1 + 5 * M2 + 0x8000)).isEqualTo("ok 0xa0002000");
  }

  @Test
  void aStoreIntoAPageThatWasNeverAllocatedIsAnInconsistencyOnce() {
    store(T3, 0, 3, 0, 0, PAGE, false);
    store(T3, 1, 3, 0x1000, 0, PAGE, false);

    assertInconsistent("which was never allocated");
    assertThat(machine.read(T3)).isEqualTo(PAGE);
  }

  @Test
  void aFreedTableThatIsReachedIsReleasedTooEarly() {
    linkedPage();

    machine.tableFreed(0, T3, false);

    assertThat(machine.inconsistencies()).isEmpty();
    assertThat(machine.violations()).singleElement().satisfies(violation -> {
      assertThat(violation.name()).isEqualTo(ViolationName.EARLY_RELEASE);
      assertThat(violation.message()).contains("while a start table reaches it");
    });
  }

  @Test
  void aTableFreedTwiceMustBeToldSo() {
    machine.tableAllocated(0, T3);
    machine.tableFreed(0, T3, false);

    machine.tableFreed(0, T3, true);
    assertThat(machine.inconsistencies()).isEmpty();

    machine.tableFreed(0, T3, false);
    assertInconsistent("it is free already");
  }

  @Test
  void aStoreIntoAFreedPageIsAnInconsistency() {
    machine.tableAllocated(0, T3);
    machine.tableFreed(0, T3, false);

    store(T3, 0, 3, 0, 0, PAGE, false);

    assertInconsistent("which was freed");
  }

  @Test
  void anAllocatedPageReadsAsZero() {
    machine.tableAllocated(0, T3);
    store(T3, 7, 3, 0, 0, PAGE, false);
    machine.tableFreed(0, T3, false);

    machine.tableAllocated(0, T3);

    assertThat(machine.read(T3 + 56)).isZero();
    assertThat(machine.isBacked(T3)).isTrue();
    assertThat(machine.inconsistencies()).isEmpty();
  }

  @Test
  void zeroingALiveTableUnlinksWhatHangsBelow() {
    linkedPage();

    machine.tableZeroed(0, T2);

    assertThat(machine.isLive(T3)).isFalse();
    assertInconsistent("was told to be off-line");
  }

  @Test
  void aTlbiMustRunUnderTheVttbrInForce() {
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 1, ROOT);
    assertThat(machine.inconsistencies()).isEmpty();

    machine.context(0, SystemRegister.VTTBR_EL2, 2L << 48 | T2);
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 1, ROOT);
    assertThat(machine.inconsistencies()).as("not in force yet").isEmpty();

    machine.isb(0);
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 1, ROOT);
    assertInconsistent("VTTBR_EL2 of PE 0 holds 2 and 0x80010000");
  }

  @Test
  void aLockIsTakenOnceAndReleasedByItsHolder() {
    machine.locked(0, 0);
    machine.unlocked(0, 0);
    assertThat(machine.inconsistencies()).isEmpty();

    machine.unlocked(0, 0);
    assertInconsistent("nobody holds it");
  }

  @Test
  void anUnalignedStartTableIsAnInconsistency() {
    machine.attachDomain(1, config(1, 1), new DomainReport(2L << 48 | T2 | 8, 0));

    assertInconsistent("the start table of domain 1 is at 0x80010008");
    assertThat(machine.isLive(T2)).isTrue();
  }

  @Test
  void aSecondDomainOwnsItsOwnTables() {
    machine.tableAllocated(0, T2);
    machine.attachDomain(1, config(1, 1), new DomainReport(2L << 48 | T2, 0));

    assertThat(machine.ownerOf(T2)).isEqualTo(1);
    assertThat(machine.ownerOf(ROOT)).isZero();
  }

  private void linkedPage() {
    machine.tableAllocated(0, T2);
    machine.tableAllocated(0, T3);
    link(1, T2);
    store(T2, 5, 2, G1 + 5 * M2, 0, S2Format.of(Granule.SIZE_4K).table(T3), true);
    store(T3, 7, 3, G1 + 5 * M2 + 0x7000, 0, PAGE, true);
    assertThat(machine.inconsistencies()).isEmpty();
  }

  private void link(int index, long tablePa) {
    store(ROOT, index, 1, index * G1, 0, S2Format.of(Granule.SIZE_4K).table(tablePa), true);
  }

  private void store(
      long tablePa, int index, int level, long ipa, long old, long made, boolean live) {
    machine.store(0, tablePa, index, level, ipa, old, made, live);
  }

  private String read(long ipa) {
    return machine.access(1, 0, AccessKind.READ, ipa).toString();
  }

  private void assertInconsistent(String message) {
    assertThat(machine.inconsistencies())
        .singleElement()
        .satisfies(inconsistency -> assertThat(inconsistency.message()).contains(message));
  }

  private static DomainConfig config(int startLevel, int tables) {
    return new DomainConfig(
        "guest",
        "",
        new Stage2Geometry(Granule.SIZE_4K, 40, startLevel, tables, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }

  private static long page(long pa) {
    return S2Format.of(Granule.SIZE_4K)
        .leaf(pa, 3, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
  }

  private static long block(long pa, int level) {
    return S2Format.of(Granule.SIZE_4K)
        .leaf(pa, level, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
  }
}
