package io.shatterproof.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The numbers are those of another program that follows the same description. */
class SampleTest {
  private static List<BigInteger> numbers(long... numbers) {
    return LongStream.of(numbers).mapToObj(BigInteger::valueOf).toList();
  }

  @Test
  void theGeneratorIsSplitMix64() {
    assertThat(Sample.of(1, BigInteger.TWO.pow(64), 1234567))
        .containsExactly(new BigInteger("6457827717110365317"));
  }

  @Test
  void aSeedGivesTheSameForEver() {
    assertThat(Sample.of(5, BigInteger.valueOf(12), 7)).isEqualTo(numbers(0, 3, 7, 9, 11));
    assertThat(Sample.of(4, BigInteger.valueOf(9), 42)).isEqualTo(numbers(1, 2, 5, 8));
    assertThat(Sample.of(3, BigInteger.TWO.pow(65), 7))
        .containsExactly(
            new BigInteger("14382179201784748974"),
            new BigInteger("16692159691001447348"),
            new BigInteger("33232203493631218693"));
  }

  @Test
  void aSampleOfAllIsAll() {
    assertThat(Sample.of(12, BigInteger.valueOf(12), 3))
        .isEqualTo(numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  }

  @Test
  void everyNumberIsDrawnSoonerOrLater() {
    Set<BigInteger> drawn = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      List<BigInteger> sample = Sample.of(2, BigInteger.valueOf(7), seed);
      assertThat(sample).hasSize(2).doesNotHaveDuplicates();
      drawn.addAll(sample);
    }

    assertThat(drawn).hasSize(7);
  }
}
