package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.TlbiOp;
import org.junit.jupiter.api.Test;

/** As many entries as are kept, and one more. */
final class DebtListTest {
  private static final int HALF = DebtList.LIMIT / 2;

  private final Invalidations invalidations = new Invalidations();
  private final DebtList debts = new DebtList(Granule.SIZE_4K, invalidations);

  private void add(int number) {
    debts.add(
        number,
        number & 1,
        3,
        (long) number << 12,
        leaf(number),
        DebtList.DEPARTED | DebtList.TAKES_AWAY);
  }

  private static long leaf(int number) {
    return (long) number << 12 | 0x7ffL;
  }

  @Test
  void whatWasInvalidatedMakesRoom() {
    for (int number = 0; number < HALF; number++) {
      add(number);
    }
    debts.seen(0, HALF);
    debts.seen(1, HALF);
    invalidations.wholeIssued(0, TlbiOp.VMALLS12E1IS, HALF + 1);
    invalidations.complete(0, DsbOption.ISH);
    for (int number = HALF; number <= DebtList.LIMIT; number++) {
      add(number);
    }

    assertThat(debts.hasOverflowed()).isFalse();
    assertThat(debts.size()).isEqualTo(HALF + 1);
    for (int debt = 0; debt <= HALF; debt += 4097) {
      int number = HALF + debt;
      assertThat(debts.ipa(debt)).isEqualTo((long) number << 12);
      assertThat(debts.descriptor(debt)).isEqualTo(leaf(number));
      assertThat(debts.level(debt)).isEqualTo(3);
      assertThat(debts.storer(debt)).isEqualTo(number & 1);
      assertThat(debts.storedAt(debt)).isEqualTo(number);
      assertThat(debts.is(debt, DebtList.DEPARTED)).isTrue();
      assertThat(debts.isCleared(debt)).isFalse();
      int node = debts.ranges().find(3, (long) number << 12);
      assertThat(debts.ranges().firstDebt(node)).isEqualTo(debt);
    }
    assertThat(debts.ranges().find(3, 0)).isEqualTo(RangeTree.NONE);
    debts.seen(0, DebtList.LIMIT + 2);
    assertThat(debts.visibleAt(0)).isEqualTo(DebtList.LIMIT + 2);
    assertThat(debts.visibleAt(1)).as("of another PE").isEqualTo(Long.MAX_VALUE);
    assertThat(debts.endSection()).as("a removal of this section").isNotEqualTo(DebtList.NONE);
  }

  @Test
  void moreIsTold() {
    for (int number = 0; number <= DebtList.LIMIT; number++) {
      add(number);
    }

    assertThat(debts.hasOverflowed()).isTrue();
    assertThat(debts.isEmpty()).isTrue();
    add(0);
    assertThat(debts.isEmpty()).as("nothing is kept any more").isTrue();
  }

  @Test
  void whatStoresCannotBreakTakesUpHalf() {
    for (int number = 0; number <= HALF; number++) {
      debts.addBlamed(number, 0, 3, (long) number << 12, leaf(number), 0);
    }

    assertThat(debts.size()).isEqualTo(HALF);
    assertThat(debts.hasOverflowed()).isFalse();
    assertThat(debts.is(HALF - 1, DebtList.BLAMED)).isTrue();
  }

  @Test
  void anEntryIsFoundByWhatItNames() {
    for (int number = 0; number < 1000; number++) {
      add(number);
    }

    for (int number = 0; number < 1000; number++) {
      int debt = debts.firstOfTarget((long) number << 12, 3, false);
      while (debt != DebtList.NONE && debts.descriptor(debt) != leaf(number)) {
        debt = debts.nextOfTarget(debt);
      }
      assertThat(debt).isEqualTo(number);
    }
  }
}
