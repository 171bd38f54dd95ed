package io.shatterproof.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.memory.PhysicalMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a log keeps when all that was before is forgotten, and what it says of what happened. */
final class TlbLogTest {
  private static final long PA = 0x8000_0040L;
  private static final long A = 0x9000_07ffL;
  private static final long B = 0xa000_07ffL;
  private static final long C = 0xb000_07ffL;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long CONTIGUOUS = 1L << 52;
  private static final int PE = 1;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final TlbLog log = new TlbLog(Guests.platform(), memory);
  private final TlbContext guest = Guests.context(Guests.stage2(1));
  private final TlbContext host = Guests.context(Guests.stage2(9));

  TlbLogTest() {
    memory.zeroPage(PA & -0x1000);
  }

  private void enter(long event, int pe) {
    log.reside(event, pe, guest, guest, guest);
  }

  private void leave(long event, int pe) {
    log.reside(event, pe, null, host, host);
  }

  private void store(long event, int pe, long value) {
    log.store(event, pe, PA, memory.exchange(PA, value), value);
  }

  // What a PE that left its guest still holds.

  /** PE 1 leaves at event 10; PE 0 invalidates, and all is forgotten. */
  @ParameterizedTest(name = "{0} of VMID {1} at {2} by PE {3}, {4}: holds on is {5}")
  @CsvSource({
    "VMALLS12E1IS, 1, 10, 0, ISH, false",
    "VMALLS12E1IS, 1, 12, 0, ISH, false",
    "VMALLS12E1IS, 1, 9, 0, ISH, true",
    "VMALLS12E1IS, 2, 12, 0, ISH, true",
    "VMALLS12E1IS, 1, 12, 0, ISHST, true",
    "VMALLS12E1IS, 1, 12, 0, NSH, true",
    "VMALLS12E1, 1, 12, 0, ISH, true",
    "VMALLS12E1, 1, 12, 1, NSH, false",
    "ALLE1IS, 2, 12, 0, ISH, false",
    "VMALLE1IS, 1, 12, 0, ISH, true",
    "IPAS2E1IS, 1, 12, 0, ISH, true",
    "ALLE2IS, 1, 12, 0, ISH, true",
  })
  void whoLeftItsGuestHoldsOnUnlessAllOfItWasInvalidatedSince(
      TlbiOp op, int vmid, long at, int by, DsbOption option, boolean holds) {
    enter(1, PE);
    if (at < 10) {
      log.tlbi(at, by, op, 0, vmid, false);
      leave(10, PE);
    } else {
      leave(10, PE);
      log.tlbi(at, by, op, 0, vmid, false);
    }
    log.dsb(14, by, option);

    log.clear(20);

    assertThat(log.mayHold(PE)).isEqualTo(holds);
    assertThat(log.residences().earlier(PE).contains(guest)).isEqualTo(holds);
    assertThat(log.contexts(PE).contains(guest)).isEqualTo(holds);
  }

  @Test
  void whatWasHeldBeforeGoesWithTheNextInvalidation() {
    enter(1, PE);
    leave(2, PE);
    log.clear(5);
    assertThat(log.mayHold(PE)).isTrue();

    log.tlbi(6, 0, TlbiOp.VMALLS12E1IS, 0, 1, false);
    log.dsb(7, 0, DsbOption.ISH);
    log.clear(8);

    assertThat(log.mayHold(PE)).isFalse();
  }

  @Test
  void anInvalidationCountsForWhatItIsAboutAlone() {
    enter(1, PE);
    leave(2, PE);
    log.tlbi(3, 0, TlbiOp.VMALLS12E1IS, 0, 2, false);
    log.dsb(4, 0, DsbOption.ISH);
    log.clear(5);
    log.tlbi(6, 0, TlbiOp.IPAS2E1IS, 0, 1, false);
    log.dsb(7, 0, DsbOption.ISH);

    log.clear(8);

    assertThat(log.residences().earlier(PE)).containsExactly(guest);
  }

  // What is forgotten.

  @Test
  void nothingIsLeftOfEventsThatAreForgotten() {
    enter(1, PE);
    store(2, 0, A);
    log.tlbi(3, 0, TlbiOp.VMALLE1IS, 0, 1, false);
    log.free(4, 0x8000_0000L, 0x1000);
    log.perform(5, PE, GuestAccess.of(AccessKind.READ, 0));
    log.iommuFlush(6, 1, 0, 0x1000);
    log.synchronize(7, PE);
    assertThat(log.changeCount()).isEqualTo(7);
    assertThat(log.isEmpty()).isFalse();
    assertThat(log.hasFreedPages()).isTrue();
    assertThat(log.hasIncompleteStores()).isTrue();
    assertThat(log.performed()).hasSize(1);
    assertThat(log.invalidationsFor(PE)).extracting(Invalidation::issuedAt).containsExactly(3L);
    assertThat(log.invalidationsFor(3)).extracting(Invalidation::issuedAt).containsExactly(6L);

    log.clear(20);

    assertThat(log.changeCount()).isZero();
    assertThat(log.isEmpty()).isTrue();
    assertThat(log.hasFreedPages()).isFalse();
    assertThat(log.hasIncompleteStores()).isFalse();
    assertThat(log.performed()).isEmpty();
    assertThat(log.invalidations()).isEmpty();
    assertThat(log.invalidationsFor(3)).isEmpty();
    assertThat(WordHistory.exists(log.words().latest(PA, 30))).isFalse();
    assertThat(log.start()).isEqualTo(20);
    assertThat(log.guest(PE)).as("where a PE is stays").isEqualTo(guest);
  }

  @Test
  void aBarrierCompletesNothingOfWhatIsForgotten() {
    log.tlbi(1, 0, TlbiOp.VMALLE1IS, 0, 1, false);
    store(2, 0, A);
    log.clear(3);

    log.dsb(4, 0, DsbOption.ISH);

    assertThat(log.changeCount()).isZero();
  }

  @Test
  void everyPeIsSynchronisedWhenAllIsForgotten() {
    log.synchronize(2, PE);
    log.synchronize(6, PE);
    assertThat(log.lastSynchronization(PE, 1)).isEqualTo(Times.BEFORE);
    assertThat(log.lastSynchronization(PE, 2)).isEqualTo(2);
    assertThat(log.lastSynchronization(PE, 5)).isEqualTo(2);
    assertThat(log.lastSynchronization(PE, 9)).isEqualTo(6);
    assertThat(log.lastSynchronization(0, 9)).isEqualTo(Times.BEFORE);

    log.clear(10);

    assertThat(log.lastSynchronization(PE, 12)).isEqualTo(10);
    assertThat(log.lastSynchronization(0, 12)).isEqualTo(10);
    assertThat(log.lastSynchronization(PE, 9)).as("forgotten").isEqualTo(Times.BEFORE);
    log.synchronize(13, 0);
    assertThat(log.lastSynchronization(0, 12)).isEqualTo(10);
    assertThat(log.lastSynchronization(0, 13)).isEqualTo(13);
    assertThat(log.lastSynchronization(0, 9)).isEqualTo(Times.BEFORE);
  }

  // What happened.

  @Test
  void aBarrierThatCompletesNothingChangesNothing() {
    log.dsb(1, 0, DsbOption.ISH);
    assertThat(log.changeCount()).isZero();

    store(2, 0, A);
    log.dsb(3, 1, DsbOption.ISH);
    assertThat(log.changeCount()).as("another PE's").isEqualTo(1);
    log.dsb(4, 0, DsbOption.ISHLD);
    assertThat(log.changeCount()).as("for loads alone").isEqualTo(1);
    log.dsb(5, 0, DsbOption.ISHST);
    assertThat(log.changeCount()).isEqualTo(2);
    assertThat(log.hasIncompleteStores()).isFalse();
    log.tlbi(6, 0, TlbiOp.VMALLE1IS, 0, 1, false);
    log.dsb(7, 0, DsbOption.ISHST);
    assertThat(log.changeCount()).as("not for an invalidation").isEqualTo(3);
    log.dsb(8, 0, DsbOption.ISH);
    log.dsb(9, 0, DsbOption.ISH);
    assertThat(log.changeCount()).as("once").isEqualTo(4);
    assertThat(log.invalidations().get(0).completeFor(1)).isEqualTo(8);
  }

  @Test
  void aBarrierForItsPeAloneLeavesStoresOpenForOthers() {
    store(1, 0, A);

    log.dsb(2, 0, DsbOption.NSH);

    assertThat(log.hasIncompleteStores()).isTrue();
  }

  @Test
  void anInvalidationIsForItsOwnPeOnceThatSynchronised() {
    log.tlbi(1, PE, TlbiOp.VMALLE1IS, 0, 1, false);
    Invalidation invalidation = log.invalidations().get(0);
    log.synchronize(2, PE);
    assertThat(invalidation.completeFor(PE)).as("not complete").isEqualTo(Times.NEVER);
    assertThat(invalidation.completeFor(0)).isEqualTo(Times.NEVER);
    log.dsb(3, PE, DsbOption.ISH);
    assertThat(invalidation.completeFor(0)).isEqualTo(3);
    assertThat(invalidation.completeFor(PE)).isEqualTo(Times.NEVER);
    log.synchronize(4, 0);
    assertThat(invalidation.completeFor(PE)).as("another PE").isEqualTo(Times.NEVER);
    log.synchronize(5, PE);
    assertThat(invalidation.completeFor(PE)).isEqualTo(5);
    log.synchronize(6, PE);
    assertThat(invalidation.completeFor(PE)).isEqualTo(5);
    assertThat(invalidation.issuedAt()).isEqualTo(1);
    assertThat(invalidation.pe()).isEqualTo(PE);
  }

  @Test
  void aLocalInvalidationIsForNoOtherPe() {
    log.tlbi(1, PE, TlbiOp.VMALLE1, 0, 1, false);
    log.dsb(2, PE, DsbOption.SY);
    log.synchronize(3, PE);

    assertThat(log.invalidations().get(0).completeFor(0)).isEqualTo(Times.NEVER);
    assertThat(log.invalidations().get(0).completeFor(PE)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "IPAS2E1IS, 0x700000041234, 0x41234000, false", // with a hint
    "RIPAS2E1IS, 0x400000041234, 0x41234000, false", // of 4K
    "VAE1IS, 0x700041234, 0x700041234000, true",
    "VAALE1IS, 0x41234, 0x41234000, true",
    "RVAE1IS, 0x400000041234, 0x41234000, true",
  })
  void anInvalidationNamesAnAddress(TlbiOp op, String operand, String address, boolean isVa) {
    log.tlbi(1, 0, op, Long.decode(operand), 1, false);

    assertThat(log.invalidations().get(0).namesVa()).isEqualTo(isVa);
    assertThat(log.invalidations().get(0).firstIpa()).isEqualTo(Long.decode(address));
  }

  @Test
  void pagesThatAreUsedAgainAreAChange() {
    log.free(1, 0x8000_0000L, 0x1000);
    log.allocate(2, 0x8000_1000L);
    assertThat(log.changeCount()).as("it was never freed").isEqualTo(1);

    log.allocate(3, 0x8000_0000L);

    assertThat(log.changeCount()).isEqualTo(2);
  }

  @Test
  void whatHardwareUpdatesIsStoredAtOnce() {
    memory.exchange(PA, A);
    log.update(4, PA, A & ~ACCESS_FLAG, A);

    assertThat(log.changeCount()).isEqualTo(1);
    assertThat(log.hasIncompleteStores()).isFalse();
    assertThat(log.words().value(log.words().latest(PA, 3))).isEqualTo(A & ~ACCESS_FLAG);
    assertThat(log.words().value(log.words().latest(PA, 4))).isEqualTo(A);
  }

  @Test
  void contiguousWordsAreKnownOnceOneIsStoredOrWasThere() {
    store(1, 0, A);
    assertThat(log.knowsContiguous()).isFalse();
    store(2, 0, A | CONTIGUOUS);
    assertThat(log.knowsContiguous()).isTrue();

    TlbLog arranged = new TlbLog(Guests.platform(), memory);
    arranged.hasContiguous();
    assertThat(arranged.knowsContiguous()).isTrue();
  }

  @Test
  void aWordThatWasContiguousCountsToo() {
    memory.exchange(PA, A | CONTIGUOUS);
    store(1, 0, A);

    assertThat(log.knowsContiguous()).isTrue();
  }

  @Test
  void whoSeesTheFirstContiguousWordMayBeAnybody() {
    LongList nothing = new LongList();
    LongList word = new LongList();
    word.add(PA);
    store(1, 0, A | CONTIGUOUS);
    store(2, 0, B | CONTIGUOUS);

    assertThat(log.changes().matters(0, PE, nothing)).isTrue();
    assertThat(log.changes().matters(1, PE, nothing)).isFalse();
    assertThat(log.changes().matters(1, PE, word)).isTrue();
  }

  @Test
  void aContextSynchronisationMattersToItsPe() {
    log.synchronize(1, PE);

    assertThat(log.changes().matters(0, PE, new LongList())).isTrue();
    assertThat(log.changes().matters(0, 0, new LongList())).isFalse();
  }

  // Contents.

  @Test
  void contentsAreTheSameOfPairsInEitherOrderAndWhateverTheAccessFlag() {
    log.haveSameContents(A & ~ACCESS_FLAG, B);
    log.haveSameContents(B, C & ~ACCESS_FLAG);

    assertThat(log.hasSameContents(A, B)).isTrue();
    assertThat(log.hasSameContents(B, A & ~ACCESS_FLAG)).isTrue();
    assertThat(log.hasSameContents(B & ~ACCESS_FLAG, C)).isTrue();
    assertThat(log.hasSameContents(C, B)).isTrue();
    assertThat(log.hasSameContents(A, C)).as("not told").isFalse();
    assertThat(log.hasSameContents(A, A)).isFalse();
    assertThat(log.hasSameContents(C, A)).isFalse();
  }

  // Who may hold something.

  @Test
  void whoMadeAnAccessMayHoldWhatItMet() {
    leave(1, PE);
    assertThat(log.mayHold(PE)).isFalse();

    log.perform(2, PE, GuestAccess.of(AccessKind.READ, 0));

    assertThat(log.mayHold(PE)).isTrue();
    assertThat(log.mayHold(0)).isFalse();
    assertThat(log.changeCount()).isEqualTo(2);
  }

  @Test
  void aPeIsWhereItWent() {
    assertThat(log.guest(PE)).isNull();
    assertThat(log.inForce(PE)).isNull();
    enter(1, PE);
    assertThat(log.guest(PE)).isEqualTo(guest);
    assertThat(log.inForce(PE)).isEqualTo(guest);
    leave(2, PE);
    assertThat(log.guest(PE)).isNull();
    assertThat(log.inForce(PE)).isEqualTo(host);
    assertThat(log.changeCount()).isEqualTo(2);
  }

  @Test
  void operandsAreReadAsThePlatformHasThem() {
    TlbLog wide = new TlbLog(Guests.platform(Feature.LPA2), memory);
    log.tlbi(1, 0, TlbiOp.IPAS2E1IS, 0, 1, true);
    wide.tlbi(1, 0, TlbiOp.IPAS2E1IS, 0, 1, false);

    assertThat(log.invalidations().get(0).lpa2()).isFalse();
    assertThat(log.invalidations().get(0).ds()).isTrue();
    assertThat(wide.invalidations().get(0).lpa2()).isTrue();
    assertThat(wide.invalidations().get(0).ds()).isFalse();
  }
}
