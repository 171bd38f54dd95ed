package io.shatterproof.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueSetTest {
  private static final Span SPAN = new Span(new SourceFile("a.p2m", ""), 0, 0);

  private static ValueSet.Numbers range(long start, long step, long count) {
    return new ValueSet.Numbers(
        SPAN,
        Optional.empty(),
        "0",
        BigInteger.valueOf(start),
        BigInteger.valueOf(step),
        BigInteger.valueOf(count));
  }

  /** Ranges that are small enough are written out and compared. */
  @Test
  void whatTwoRangesHaveInCommonIsTheSmallest() {
    Random random = new Random(1);
    int common = 0;
    for (int i = 0; i < 5000; i++) {
      long[] one = {random.nextInt(30), 1 + random.nextInt(12), 1 + random.nextInt(12)};
      long[] other = {random.nextInt(30), 1 + random.nextInt(12), 1 + random.nextInt(12)};
      Set<Long> both = numbers(one);
      both.retainAll(numbers(other));

      assertThat(range(one[0], one[1], one[2]).common(range(other[0], other[1], other[2])))
          .as(
              "%d by %d, %d of them; %d by %d, %d of them",
              one[0], one[1], one[2], other[0], other[1], other[2])
          .isEqualTo(both.stream().findFirst().map(String::valueOf));
      common += both.isEmpty() ? 0 : 1;
    }
    assertThat(common).isBetween(1000, 4000);
  }

  private static Set<Long> numbers(long[] range) {
    Set<Long> numbers = new TreeSet<>();
    for (long i = 0; i < range[2]; i++) {
      numbers.add(range[0] + i * range[1]);
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "0x10, 4096, 0x1000",
    "4K, 8192, 8K",
    "4K, 8193, 8193",
    "4K, 0, 0",
    "1M, 1048576, 1M",
    "3, 10, 10",
    "SIZEK, 2048, 2048",
    "(4K + 1), 4097, 4097",
  })
  void numbersAreWrittenLikeTheFirst(String first, long value, String text) {
    assertThat(NumberText.like(first, BigInteger.valueOf(value))).isEqualTo(text);
  }

  @Test
  @Timeout(30)
  void manyNumbersAreComparedAtOnce() {
    ValueSet set = new ValueSet();
    for (int i = 0; i < 200_000; i++) {
      assertThat(set.add(range(i, 1, 1))).isEmpty();
    }

    assertThat(set.add(range(199_999, 7, 1))).map(ValueSet.Duplicate::text).contains("199999");
    assertThat(set.add(range(250_000, 1, 10))).isEmpty();
    assertThat(set.add(range(250_009, 1, 1))).map(ValueSet.Duplicate::text).contains("250009");
    assertThat(set.size()).isEqualTo(200_010);
  }
}
