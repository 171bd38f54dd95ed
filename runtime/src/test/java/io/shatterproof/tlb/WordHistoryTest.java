package io.shatterproof.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of three PEs, and the IOMMU, can still read of a word. */
final class WordHistoryTest {
  private static final long PA = 0x8000_0040L;
  private static final long OLD = 7;
  private static final long NEW = 9;
  private static final int IOMMU = 3;

  private final WordHistory coherent = new WordHistory(3, true, true);
  private final WordHistory pastCaches = new WordHistory(3, false, false);

  private static boolean readsOld(WordHistory words, int pe, long at) {
    int version = words.latest(PA, at);
    int older = words.olderReadable(version, pe, at);
    return WordHistory.exists(older) && words.value(older) == OLD;
  }

  @Test
  void aWordHasTheValueOfItsTime() {
    coherent.store(5, 0, PA, OLD, NEW);
    coherent.store(8, 1, PA, NEW, 11);

    assertThat(WordHistory.exists(coherent.latest(PA + 8, 9))).isFalse();
    assertThat(coherent.value(coherent.latest(PA, 4))).isEqualTo(OLD);
    assertThat(coherent.storedAt(coherent.latest(PA, 4))).isEqualTo(Times.BEFORE);
    assertThat(coherent.value(coherent.latest(PA, 5))).isEqualTo(NEW);
    assertThat(coherent.value(coherent.latest(PA, 7))).isEqualTo(NEW);
    assertThat(coherent.value(coherent.latest(PA, 8))).isEqualTo(11);
    assertThat(coherent.address(coherent.storedBy(5))).isEqualTo(PA);
    assertThat(coherent.value(coherent.storedBy(8))).isEqualTo(11);
    assertThat(coherent.value(coherent.previous(coherent.storedBy(8)))).isEqualTo(NEW);
    assertThat(WordHistory.exists(coherent.storedBy(6))).isFalse();
  }

  @Test
  void aStoreIsCompleteWithTheBarrierOfItsStorer() {
    coherent.store(1, 0, PA, OLD, NEW);
    assertThat(coherent.hasIncomplete()).isTrue();
    assertThat(coherent.complete(2, 1, true)).as("of another PE").isFalse();
    assertThat(readsOld(coherent, 1, 2)).isTrue();

    assertThat(coherent.complete(3, 0, true)).isTrue();

    assertThat(coherent.hasIncomplete()).isFalse();
    assertThat(readsOld(coherent, 1, 3)).isFalse();
    assertThat(readsOld(coherent, IOMMU, 3)).isFalse();
    assertThat(coherent.complete(4, 0, true)).as("nothing is left").isFalse();
  }

  @Test
  void itsOwnPeHasToSynchronise() {
    coherent.store(1, 0, PA, OLD, NEW);
    assertThat(coherent.synchronize(2, 0)).as("without a barrier").isFalse();
    coherent.complete(3, 0, true);
    int version = coherent.storedBy(1);

    assertThat(coherent.visibility(version, 0, 3)).isEqualTo(StoreVisibility.NOT_SYNCHRONIZED);
    assertThat(readsOld(coherent, 0, 3)).isTrue();
    assertThat(coherent.synchronize(4, 1)).as("another PE").isFalse();
    assertThat(coherent.synchronize(5, 0)).isTrue();
    assertThat(coherent.visibility(version, 0, 4)).isEqualTo(StoreVisibility.NOT_SYNCHRONIZED);
    assertThat(coherent.visibility(version, 0, 5)).isEqualTo(StoreVisibility.BY_THE_PE);
    assertThat(readsOld(coherent, 0, 5)).isFalse();
    assertThat(coherent.synchronize(6, 0)).as("nothing is left").isFalse();
  }

  @Test
  void aBarrierForItsPeAloneIsNotForOthers() {
    coherent.store(1, 0, PA, OLD, NEW);
    coherent.complete(2, 0, false);
    coherent.synchronize(3, 0);
    int version = coherent.storedBy(1);

    assertThat(coherent.visibility(version, 0, 3)).isEqualTo(StoreVisibility.BY_THE_PE);
    assertThat(coherent.visibility(version, 1, 3)).isEqualTo(StoreVisibility.NOT_ORDERED);
    assertThat(coherent.hasIncomplete()).isTrue();
    coherent.complete(4, 0, true);
    assertThat(coherent.visibility(version, 1, 4)).isEqualTo(StoreVisibility.BY_THE_PE);
    assertThat(coherent.hasIncomplete()).isFalse();
  }

  @Test
  void whoTakesTheLockCompletesWhatWasStoredUnderIt() {
    coherent.store(1, 0, PA, OLD, NEW);
    coherent.release(0, 4);
    coherent.acquire(1, 3);
    assertThat(coherent.complete(2, 1, true)).as("another lock").isFalse();

    coherent.acquire(1, 4);
    assertThat(coherent.complete(3, 1, true)).isTrue();

    assertThat(readsOld(coherent, 2, 3)).isFalse();
    assertThat(readsOld(coherent, 0, 3))
        .as("the storer did not execute the barrier")
        .isFalse();
    assertThat(readsOld(coherent, 1, 3)).as("who did has to synchronise").isTrue();
    coherent.complete(4, 0, true);
    assertThat(readsOld(coherent, 1, 4)).as("another PE's barrier is enough").isFalse();
  }

  @Test
  void whatIsStoredAfterTheReleaseIsNotObserved() {
    coherent.release(0, 0);
    coherent.store(1, 0, PA, OLD, NEW);
    coherent.acquire(1, 0);

    assertThat(coherent.complete(2, 1, true)).isFalse();
    coherent.release(0, 0);
    coherent.acquire(1, 0);
    assertThat(coherent.complete(3, 1, true)).isTrue();
  }

  @Test
  void whatIsObservedIsHandedOn() {
    coherent.store(1, 0, PA, OLD, NEW);
    coherent.release(0, 0);
    coherent.acquire(1, 0);
    coherent.release(1, 1);
    coherent.acquire(2, 1);

    coherent.complete(2, 2, true);

    assertThat(readsOld(coherent, 1, 2)).isFalse();
  }

  @Test
  void aLockThatIsTakenAgainHandsOnWhatIsNew() {
    for (int i = 0; i < 5; i++) {
      coherent.store(10L * i, 0, PA + 8L * i, OLD, NEW);
      coherent.release(0, 0);
      coherent.acquire(1, 0);
      assertThat(coherent.complete(10L * i + 1, 1, true)).isTrue();
      coherent.complete(10L * i + 2, 0, true);
      assertThat(coherent.hasIncomplete()).isFalse();
    }
  }

  @Test
  void anUpdateByHardwareIsSeenAtOnce() {
    coherent.store(1, 0, PA + 8, OLD, NEW);
    coherent.update(2, PA, OLD, NEW);

    for (int pe = 0; pe <= IOMMU; pe++) {
      assertThat(readsOld(coherent, pe, 2)).isFalse();
    }
    assertThat(coherent.value(coherent.latest(PA, 1))).isEqualTo(OLD);
    assertThat(coherent.hasIncomplete()).as("the store before it").isTrue();
    coherent.complete(3, 0, true);
    assertThat(coherent.hasIncomplete()).isFalse();
  }

  /** A line has 64 bytes; the word is the first of one. */
  @ParameterizedTest
  @CsvSource({
    "0x80000040, 1, true",
    "0x80000040, 8, true",
    "0x8000007f, 1, true",
    "0x80000078, 8, true",
    "0x8000003f, 1, false",
    "0x80000000, 64, false",
    "0x8000003f, 2, true",
    "0x80000000, 65, true",
    "0x80000080, 64, false",
  })
  void aCleanIsOfTheWholeLine(String pa, long sizeBytes, boolean isCleaned) {
    pastCaches.store(1, 0, PA, OLD, NEW);
    pastCaches.clean(0, Long.decode(pa), sizeBytes);
    pastCaches.complete(2, 0, true);

    assertThat(readsOld(pastCaches, 1, 2)).isEqualTo(!isCleaned);
    assertThat(readsOld(pastCaches, IOMMU, 2)).isEqualTo(!isCleaned);
    assertThat(pastCaches.visibility(pastCaches.storedBy(1), 1, 2))
        .isEqualTo(isCleaned ? StoreVisibility.BY_THE_PE : StoreVisibility.NOT_CLEANED);
  }

  @Test
  void aCleanHasToBeInFrontOfTheBarrierOfItsPe() {
    pastCaches.store(1, 0, PA, OLD, NEW);
    pastCaches.complete(2, 0, true);
    pastCaches.clean(0, PA, 8);
    assertThat(readsOld(pastCaches, 1, 3)).isTrue();
    pastCaches.clean(1, PA, 8);
    pastCaches.complete(4, 1, true);
    assertThat(readsOld(pastCaches, 1, 4)).as("another PE's").isTrue();

    pastCaches.complete(5, 0, true);

    assertThat(readsOld(pastCaches, 1, 5)).isFalse();
  }

  @Test
  void anIommuThatIsNotCoherentReadsPastCachesAlone() {
    WordHistory words = new WordHistory(3, true, false);
    words.store(1, 0, PA, OLD, NEW);
    words.complete(2, 0, true);

    assertThat(readsOld(words, 1, 2)).isFalse();
    assertThat(readsOld(words, IOMMU, 2)).isTrue();
    words.clean(0, PA, 8);
    words.complete(3, 0, true);
    assertThat(readsOld(words, IOMMU, 3)).isFalse();
  }

  @Test
  void manyWordsAndValuesAreKeptApart() {
    for (int i = 0; i < 300; i++) {
      coherent.store(i, 0, PA + 8L * (i % 100), i, i + 1);
    }

    for (int word = 0; word < 100; word++) {
      assertThat(coherent.value(coherent.latest(PA + 8L * word, 1000))).isEqualTo(word + 201);
      assertThat(coherent.value(coherent.latest(PA + 8L * word, 199))).isEqualTo(word + 101);
    }
    coherent.complete(1000, 0, true);
    assertThat(coherent.hasIncomplete()).isFalse();
  }

  @Test
  void whatIsForgottenWasNever() {
    coherent.store(1, 0, PA, OLD, NEW);
    coherent.release(0, 0);
    coherent.store(2, 1, PA + 8, OLD, NEW);
    coherent.complete(3, 1, true);

    coherent.clear();

    assertThat(coherent.hasIncomplete()).isFalse();
    assertThat(WordHistory.exists(coherent.latest(PA, 9))).isFalse();
    coherent.acquire(2, 0);
    assertThat(coherent.complete(4, 2, true)).isFalse();
    assertThat(coherent.complete(4, 0, true)).isFalse();
    assertThat(coherent.synchronize(5, 1)).isFalse();
    coherent.store(6, 0, PA, NEW, OLD);
    assertThat(coherent.value(coherent.latest(PA, 5))).isEqualTo(NEW);
  }
}
