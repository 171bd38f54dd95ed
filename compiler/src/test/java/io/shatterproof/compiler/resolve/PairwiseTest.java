package io.shatterproof.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairwiseTest {
  private static List<int[]> rows(int... sizes) {
    return Pairwise.upTo(10_000, sizes).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "'5', 5",
    "'1', 1",
    "'3 4', 12",
    "'3 3 3', 9",
    "'3 3 3 3', 10", // 9 would do
    "'2 2 2 2 2 2 2', 8", // 6 would do
    "'2 2 2 2 2 2 2 2 2 2', 10",
    "'3 3 3 3 3 3 3 3 3 3 3 3 3', 21", // 15 would do
    "'4 3 3 3 3 3 2 2 2 2 2', 16",
    "'1 1 7 1', 7",
    "'2 3 10 100', 1000",
    "'10 10 10 10 10', 150",
    "'64 64 64', 8192", // a word of bits, and one more
    "'65 65 65', 8450",
  })
  void everyPairOccursInFewRows(String list, int most) {
    int[] sizes = Arrays.stream(list.split(" ", -1)).mapToInt(Integer::parseInt).toArray();

    List<int[]> rows = rows(sizes);

    everyPairOccurs(sizes, rows);
    assertThat(rows).hasSizeLessThanOrEqualTo(most);
  }

  private static void everyPairOccurs(int[] sizes, List<int[]> rows) {
    for (int a = 0; a < sizes.length; a++) {
      for (int b = a + 1; b < sizes.length; b++) {
        for (int x = 0; x < sizes[a]; x++) {
          for (int y = 0; y < sizes[b]; y++) {
            assertThat(occurs(rows, a, x, b, y))
                .as("value %d of column %d with value %d of column %d", x, a, y, b)
                .isTrue();
          }
        }
      }
    }
  }

  private static boolean occurs(List<int[]> rows, int a, int x, int b, int y) {
    return rows.stream().anyMatch(row -> row[a] == x && row[b] == y);
  }

  @Test
  void everyPairOccursWhateverTheSizesAre() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int[] sizes = random.ints(1 + random.nextInt(6), 1, 7).toArray();

      everyPairOccurs(sizes, rows(sizes));
    }
  }

  @Test
  void rowsAreSortedTheFirstColumnSlowest() {
    assertThat(rows(2, 2))
        .containsExactly(new int[] {0, 0}, new int[] {0, 1}, new int[] {1, 0}, new int[] {1, 1});
  }

  @Test
  void noRowIsThereTwice() {
    List<int[]> rows = rows(3, 3, 3, 3, 3);

    assertThat(rows.stream().map(Arrays::toString)).doesNotHaveDuplicates();
  }

  @Test
  void asManyAsAreAllowedAreMade() {
    assertThat(Pairwise.upTo(9, 3, 3, 3)).isPresent();
    assertThat(Pairwise.upTo(8, 3, 3, 3)).isEmpty();
    assertThat(Pairwise.upTo(5, 2, 2, 2, 2, 2)).isEmpty(); // 6 are the fewest
  }

  @Test
  @Timeout(30)
  void farTooManyAreNotMade() {
    int[] sizes = new int[60];
    Arrays.fill(sizes, 100);

    assertThat(Pairwise.upTo(10_000, sizes)).isEmpty();
  }
}
