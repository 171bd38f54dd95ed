package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.ViolationName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is stored and released while entries of other words are still held, told to the checker step by
 * step; among few entries, which are looked at one by one, and among many, which have an index.
 */
final class GuestDebtsTest {
  private static final long BLOCK_IPA = 0x40a0_0000L;
  private static final long IPA = BLOCK_IPA + 0x7000;
  private static final long OTHER_IPA = 0x8000_0000L;
  private static final long PAGE = 0x1000;
  private static final long G1 = 1L << 30;
  private static final long T3 = 0x8000_2000L;
  private static final long A = leaf(3, 0x9000_0000L);
  private static final int FEW = 0;
  private static final int MANY = 20;

  private final Map<Long, Long> words = new HashMap<>();
  private final ViolationLog log = new ViolationLog();
  private final BbmChecker checker = new BbmChecker(log, pa -> words.getOrDefault(pa, 0L));
  private final GuestDebts guest = attach(1);
  private long events;

  private GuestDebts attach(int vmid) {
    Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40);
    return checker.attach(vmid, new GuestContext(geometry, PeSet.of(1, 2), false));
  }

  /** Pages far away are removed, so that there are many entries. */
  private void removeOthers(int count) {
    for (int i = 0; i < count; i++) {
      remove(3, OTHER_IPA + i * PAGE, leaf(3, 0xb000_0000L + i * PAGE));
    }
  }

  // Stores.

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aBlockOverARemovedPageIsAViolation(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    dsb();

    assertThat(store(2, BLOCK_IPA + (1 << 21), 0, leaf(2, 0xa000_0000L))).isFalse();
    assertNames();
    assertThat(store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L))).isTrue();
    assertNames(ViolationName.NO_TLBI);
    assertThat(log.list().get(0).message()).contains("page 0x90000000 rwx");
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aPageUnderARemovedBlockIsAViolation(int others) {
    removeOthers(others);
    remove(2, BLOCK_IPA, leaf(2, 0x9000_0000L));
    dsb();

    assertThat(store(3, BLOCK_IPA - PAGE, 0, A)).isFalse();
    assertThat(store(3, IPA, 0, A)).isTrue();
    assertNames(ViolationName.NO_TLBI);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void soIsOneUnderARemovedBlockOf1G(int others) {
    removeOthers(others);
    remove(1, G1, leaf(1, 0x2_0000_0000L));
    dsb();

    assertThat(store(3, IPA, 0, A)).isTrue();
    assertNames(ViolationName.NO_TLBI);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void whatWasInvalidatedIsForgotten(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    dsb();
    tlbi(TlbiOp.VMALLS12E1IS, 0);
    dsb();

    assertThat(checker.owesNothing()).isTrue();
    assertThat(store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L))).isFalse();
    checker.referenceDropped(events++, 0x9000_0000L);
    checker.unlocked(events++, guest);
    assertNames();
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void whatIsRemovedAfterThatIsNot(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    dsb();
    tlbi(TlbiOp.VMALLS12E1IS, 0);
    dsb();
    removeOthers(others);
    remove(3, IPA + PAGE, leaf(3, 0x9100_0000L));
    dsb();

    checker.referenceDropped(events++, 0x9000_0000L);
    assertNames();
    checker.referenceDropped(events++, 0x9100_0000L);
    assertNames(ViolationName.EARLY_RELEASE);
    assertThat(store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L))).isTrue();
    assertNames(ViolationName.EARLY_RELEASE, ViolationName.NO_TLBI);
  }

  @Test
  void whereForgottenEntriesStoodOthersAreNotLookedFor() {
    for (int i = 0; i < MANY; i++) {
      remove(3, BLOCK_IPA + i * PAGE, leaf(3, 0xa100_0000L + i * PAGE));
    }
    dsb();
    tlbi(TlbiOp.VMALLS12E1IS, 0);
    dsb();
    removeOthers(MANY);

    for (int i = 0; i < MANY; i++) {
      assertThat(store(3, BLOCK_IPA + i * PAGE, 0, A)).isFalse();
    }
    assertNames();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, MANY})
  void aBlockOverManyPagesIsBlamedOnceForEachName(int pages) {
    for (int i = 0; i < pages; i++) {
      remove(3, BLOCK_IPA + i * PAGE, leaf(3, 0xb000_0000L + i * PAGE));
    }
    dsb();
    tlbi(TlbiOp.IPAS2E1IS, BLOCK_IPA >>> 12);
    dsb();

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertThat(log.list())
        .extracting(Violation::name)
        .containsExactlyInAnyOrder(ViolationName.MISSING_VMALLE1, ViolationName.NO_TLBI);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, MANY})
  void aRangeInvalidatesEachAddressOfIt(int pages) {
    for (int i = 0; i < pages; i++) {
      remove(3, BLOCK_IPA + i * PAGE, leaf(3, 0xb000_0000L + i * PAGE));
    }
    dsb();
    // TG 4K, SCALE 0, NUM 15: 32 pages
    tlbi(TlbiOp.RIPAS2E1IS, 0b01L << 46 | 15L << 39 | BLOCK_IPA >>> 12);
    dsb();
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();

    assertThat(checker.owesNothing()).isTrue();
    assertThat(store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L))).isFalse();
  }

  /** The page was broken, then its table unlinked, and only the latter was invalidated. */
  private void breakPageThenTableAndInvalidateAt(long ipa) {
    remove(3, IPA, A);
    remove(2, BLOCK_IPA, table(T3));
    dsb();
    tlbi(TlbiOp.IPAS2E1IS, ipa >>> 12);
    dsb();
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();
  }

  @Test
  void aRemovedPageIsHeldAlthoughItsTableIsNot() {
    breakPageThenTableAndInvalidateAt(BLOCK_IPA + 0x8000);

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertNames(ViolationName.NO_TLBI);
    assertThat(log.list().get(0).message()).contains("page 0x90000000 rwx");
  }

  @Test
  void aRemovedPageThatWasInvalidatedIsNot() {
    breakPageThenTableAndInvalidateAt(IPA);

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertNames();
    assertThat(checker.owesNothing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 511})
  void aTableThatSaysSomethingIsNotGoneWithOneAddress(int index) {
    words.put(T3 + 8L * index, leaf(3, 0x9900_0000L));
    remove(2, BLOCK_IPA, table(T3));
    dsb();
    tlbi(TlbiOp.IPAS2E1IS, BLOCK_IPA >>> 12);
    dsb();
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();

    assertThat(store(3, IPA, 0, A)).isTrue();
    assertNames(ViolationName.NO_TLBI);
  }

  /** What a table that is linked says of a removed page, which is the seventh of its range. */
  @ParameterizedTest
  @CsvSource({
    "7, 0x900007ff, false",
    "7, 0xa00007ff, true",
    "7, 0, false",
    "6, 0xa00007ff, false",
    "8, 0xa00007ff, false",
    "511, 0xa00007ff, false",
  })
  void aTableIsJudgedByWhatItSaysOfARemovedPage(int index, String leaf, boolean isViolation) {
    words.put(T3 + 8L * index, Long.decode(leaf));
    remove(3, IPA, A);
    dsb();

    assertThat(store(2, BLOCK_IPA, 0, table(T3))).isEqualTo(isViolation);
  }

  /** The same through one table more: the page is below the fifth of its entries. */
  @ParameterizedTest
  @CsvSource({
    "5, 0x80002003, 7, 0x900007ff, false",
    "5, 0x80002003, 7, 0xa00007ff, true",
    "5, 0x80002003, 7, 0, false",
    "5, 0x80002003, 8, 0xa00007ff, false",
    "4, 0x80002003, 7, 0xa00007ff, false",
    "5, 0x900007fd, 7, 0, true",
    "4, 0x900007fd, 7, 0, false",
    "5, 0, 7, 0xa00007ff, false",
  })
  void throughEveryTableThatItLeadsTo(
      int index, String entry, int indexBelow, String leaf, boolean isViolation) {
    long tablePa = 0x8000_5000L;
    words.put(tablePa + 8L * index, Long.decode(entry));
    words.put(T3 + 8L * indexBelow, Long.decode(leaf));
    remove(3, IPA, A);
    dsb();

    assertThat(store(1, G1, 0, table(tablePa))).isEqualTo(isViolation);
  }

  // Steps.

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void anInvalidationByAddressBeforeTheBreakIsVisibleDoesNothing(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    tlbi(TlbiOp.IPAS2E1IS, IPA >>> 12);
    dsb();
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertNames(ViolationName.NO_DSB_BEFORE_TLBI);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aLocalInvalidationByAddressIsNamedAsLocal(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    dsb();
    tlbi(TlbiOp.IPAS2E1, IPA >>> 12);
    dsb();

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertNames(ViolationName.LOCAL_TLBI);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void eachPeCompletesItsOwn(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    dsb();
    checker.tlbi(events++, 3, TlbiOp.IPAS2E1IS, IPA >>> 12, 1);
    dsb();
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();
    assertThat(checker.owesNothing()).isFalse();
    checker.dsb(events++, 3, DsbOption.ISH);
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();

    assertThat(store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void anotherPesBarrierCompletesNothing(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    dsb();
    checker.tlbi(events++, 3, TlbiOp.VMALLS12E1IS, 0, 1);
    dsb();

    assertThat(store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L))).isTrue();
    assertNames(ViolationName.NO_DSB_AFTER);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void otherVmidsHaveTheirOwnEntries(int others) {
    GuestDebts other = attach(2);
    removeOthers(others);
    remove(3, IPA, A);
    checker.liveStore(events++, 0, other, 3, IPA, leaf(3, 0x9200_0000L), 0);
    dsb();
    checker.tlbi(events++, 0, TlbiOp.VMALLS12E1IS, 0, 2);
    dsb();

    assertThat(checker.liveStore(events++, 0, other, 3, IPA, 0, A)).isFalse();
    assertThat(store(3, IPA, 0, leaf(3, 0xa000_0000L))).isTrue();
    assertNames(ViolationName.WRONG_VMID);
  }

  // Releases.

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void framesOfEveryLevelAreHeld(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    remove(2, BLOCK_IPA + (1 << 21), leaf(2, 0xa020_0000L));
    remove(1, 4 * G1, leaf(1, 0x2_4000_0000L));

    checker.referenceDropped(events++, 0x9000_1000L);
    checker.referenceDropped(events++, 0xa000_0000L);
    checker.referenceDropped(events++, 0x2_0000_0000L);
    assertNames();
    checker.referenceDropped(events++, 0x9000_0000L);
    assertNames(ViolationName.EARLY_RELEASE);
    checker.referenceDropped(events++, 0xa03f_f000L);
    checker.referenceDropped(events++, 0x2_7fff_f000L);
    assertNames(
        ViolationName.EARLY_RELEASE, ViolationName.EARLY_RELEASE, ViolationName.EARLY_RELEASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void tablesAreHeld(int others) {
    removeOthers(others);
    remove(2, BLOCK_IPA, table(T3));
    remove(3, IPA, leaf(3, T3 + PAGE));

    checker.tableFreed(events++, T3 + PAGE);
    checker.referenceDropped(events++, T3);
    assertNames();
    checker.tableFreed(events++, T3);
    assertNames(ViolationName.EARLY_RELEASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void whatHungBelowAnUnlinkedTableIsHeld(int others) {
    removeOthers(others);
    remove(2, BLOCK_IPA, table(T3));
    checker.detached(events++, 0, guest, 3, IPA, A);

    checker.referenceDropped(events++, 0x9000_0000L);

    assertNames(ViolationName.EARLY_RELEASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aFrameThatIsMappedAgainIsNotReleased(int others) {
    removeOthers(others);
    remove(3, IPA, A);
    store(3, IPA, 0, A);

    checker.referenceDropped(events++, 0x9000_0000L);
    if (others == FEW) {
      checker.unlocked(events++, guest);
    }

    assertNames();
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void oneReleaseIsOneViolationHoweverManyGuestsHoldTheFrame(int others) {
    GuestDebts other = attach(2);
    removeOthers(others);
    remove(3, IPA, A);
    checker.liveStore(events++, 0, other, 3, IPA, A, 0);

    checker.referenceDropped(events++, 0x9000_0000L);

    assertNames(ViolationName.EARLY_RELEASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aFrameOfTheSecondGuestIsFoundToo(int others) {
    GuestDebts other = attach(2);
    removeOthers(others);
    remove(3, IPA, A);
    checker.liveStore(events++, 0, other, 3, IPA, leaf(3, 0x9200_0000L), 0);

    checker.referenceDropped(events++, 0x9200_0000L);

    assertNames(ViolationName.EARLY_RELEASE);
  }

  @Test
  void theEndOfALockSectionIsJudgedByWhatItRemoved() {
    remove(3, IPA, A);
    checker.unlocked(events++, guest);
    assertNames(ViolationName.FLUSH_PENDING);

    checker.unlocked(events++, guest);
    assertNames(ViolationName.FLUSH_PENDING);

    remove(3, IPA + PAGE, leaf(3, 0x9100_0000L));
    checker.unlocked(events++, guest);
    assertNames(ViolationName.FLUSH_PENDING, ViolationName.FLUSH_PENDING);
  }

  // Permissions.

  /** Bits that are set in place: S2AP[1], DBM; bits of software, PBHA. */
  @ParameterizedTest
  @CsvSource({"7, true", "51, true", "55, false", "58, false", "59, false", "62, false"})
  void whatIsHeldDiffersIfAnAccessCanTell(int bit, boolean differs) {
    store(3, IPA, A & ~(1L << bit), A | 1L << bit);
    assertThat(checker.owesNothing()).isEqualTo(!differs);

    dsb();
    tlbi(TlbiOp.VMALLS12E1IS, 0);
    dsb();
    assertThat(checker.owesNothing()).isTrue();
    assertNames();
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aFrameThatLosesAPermissionIsNotReleased(int others) {
    removeOthers(others);
    store(3, IPA, A, A & ~(1L << 7));

    checker.referenceDropped(events++, 0x9000_0000L);

    assertNames();
  }

  // Who holds, and how much.

  @Test
  void whoLeftIsNamedUntilEverythingIsInvalidated() {
    checker.enter(3, guest);
    checker.leave(events++, 3, guest);
    store(3, IPA, A, leaf(3, 0xa000_0000L));
    dsb();
    tlbi(TlbiOp.VMALLS12E1IS, 0);
    dsb();
    store(3, IPA, leaf(3, 0xa000_0000L), A);

    assertThat(log.list())
        .extracting(Violation::heldBy)
        .containsExactly(PeSet.of(1, 2, 3), PeSet.of(1, 2));
  }

  @Test
  void whoLeftAfterTheInvalidationIsNamedStill() {
    checker.enter(3, guest);
    remove(3, IPA + PAGE, A);
    dsb();
    tlbi(TlbiOp.VMALLS12E1IS, 0);
    checker.leave(events++, 3, guest);
    dsb();
    store(3, IPA, A, leaf(3, 0xa000_0000L));

    assertThat(log.list()).extracting(Violation::heldBy).containsExactly(PeSet.of(1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {DebtList.MOST_AT_ONE_PLACE, DebtList.MOST_AT_ONE_PLACE + 1})
  void moreEntriesAtOnePlaceThanAreKeptAreTold(int entries) {
    removeOthers(MANY);
    for (int i = 0; i < entries; i++) {
      remove(3, IPA, leaf(3, 0x9000_0000L + i * PAGE));
    }

    assertThat(checker.hasOverflowed()).isEqualTo(entries > DebtList.MOST_AT_ONE_PLACE);
  }

  @Test
  void theSameEntryIsOwedOnceHoweverOftenItIsRemoved() {
    removeOthers(MANY);
    for (int i = 0; i < 10 * DebtList.MOST_AT_ONE_PLACE; i++) {
      remove(3, IPA, A);
    }

    assertThat(checker.hasOverflowed()).isFalse();
    assertThat(store(3, IPA, 0, leaf(3, 0xa000_0000L))).isTrue();
    assertNames(ViolationName.NO_TLBI);
  }

  @Test
  void whatWasInvalidatedMakesRoomAtItsPlace() {
    removeOthers(MANY);
    for (int i = 0; i < 4 * DebtList.MOST_AT_ONE_PLACE; i++) {
      remove(3, IPA, leaf(3, 0x9000_0000L + i * PAGE));
      dsb();
      tlbi(TlbiOp.IPAS2E1IS, IPA >>> 12);
      dsb();
      tlbi(TlbiOp.VMALLE1IS, 0);
      dsb();
    }

    assertThat(checker.hasOverflowed()).isFalse();
    assertThat(store(3, IPA, 0, A)).isFalse();
    assertNames();
  }

  @Test
  void aGuestThatIsGoneOwesNothing() {
    remove(3, IPA, A);

    checker.retire(guest);

    assertThat(checker.owesNothing()).isTrue();
    assertThat(guest.isRetired()).isTrue();
    assertThat(store(3, IPA, A, leaf(3, 0xa000_0000L))).isFalse();
    checker.detached(events++, 0, guest, 3, IPA, A);
    assertThat(checker.owesNothing()).isTrue();
    assertNames();
  }

  private boolean store(int level, long ipa, long old, long made) {
    return checker.liveStore(events++, 0, guest, level, ipa, old, made);
  }

  private void remove(int level, long ipa, long descriptor) {
    store(level, ipa, descriptor, 0);
  }

  private void dsb() {
    checker.dsb(events++, 0, DsbOption.ISH);
  }

  private void tlbi(TlbiOp op, long operand) {
    checker.tlbi(events++, 0, op, operand, 1);
  }

  private void assertNames(ViolationName... names) {
    assertThat(log.list()).extracting(Violation::name).isEqualTo(List.of(names));
  }

  private static long leaf(int level, long pa) {
    return S2Format.of(Granule.SIZE_4K)
        .leaf(pa, level, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
  }

  private static long table(long pa) {
    return S2Format.of(Granule.SIZE_4K).table(pa);
  }
}
