package io.shatterproof.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SmallestCoverTest {
  private static BitSet set(int... elements) {
    BitSet set = new BitSet();
    for (int element : elements) {
      set.set(element);
    }
    return set;
  }

  @Test
  void nothingNeedsNothing() {
    assertThat(SmallestCover.of(List.of()).chosen()).isEmpty();
    assertThat(SmallestCover.of(List.of(set())).chosen()).isEmpty();
  }

  @Test
  void widestFirstWouldTakeThreeWhereTwoDo() {
    SmallestCover.Cover cover =
        SmallestCover.of(List.of(set(1, 2, 4, 5), set(0, 1, 2), set(3, 4, 5)));

    assertThat(cover).isEqualTo(new SmallestCover.Cover(List.of(1, 2), true));
  }

  @Test
  void ofEquallyManyTheFirstAreTaken() {
    SmallestCover.Cover cover = SmallestCover.of(List.of(set(0), set(0, 1), set(0, 1), set(1)));

    assertThat(cover.chosen()).containsExactly(1);
  }

  /** Every subset is tried, from the smallest up. */
  private static int fewest(List<BitSet> sets) {
    BitSet all = new BitSet();
    sets.forEach(all::or);
    int fewest = sets.size();
    for (int subset = 0; subset < 1 << sets.size(); subset++) {
      BitSet covered = new BitSet();
      for (int i = 0; i < sets.size(); i++) {
        if (((subset >> i) & 1) == 1) {
          covered.or(sets.get(i));
        }
      }
      if (covered.equals(all)) {
        fewest = Math.min(fewest, Integer.bitCount(subset));
      }
    }
    return fewest;
  }

  @Test
  void neverTakesMoreThanTryingEverythingDoes() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<BitSet> sets = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        long half = random.nextLong();
        sets.add(BitSet.valueOf(new long[] {half & random.nextLong() & 0xfff}));
      }

      SmallestCover.Cover cover = SmallestCover.of(sets);

      BitSet covered = new BitSet();
      cover.chosen().forEach(i -> covered.or(sets.get(i)));
      BitSet all = new BitSet();
      sets.forEach(all::or);
      assertThat(covered).isEqualTo(all);
      assertThat(cover.chosen()).hasSize(fewest(sets));
      assertThat(cover.proven()).isTrue();
    }
  }
}
