package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardTest {
  @Test
  void shardsDivideTheWorkAmongThem() {
    for (int n = 0; n < 20; n++) {
      String piece = String.format("%016x", -7L * n);
      assertThat(IntStream.rangeClosed(1, 3)
              .filter(index -> new Shard(index, 3).contains(piece))
              .count())
          .isEqualTo(1);
    }
  }

  @Test
  void formIsIndexOfCount() {
    assertThat(Shard.parse("2/3")).contains(new Shard(2, 3));
    assertThat(new Shard(2, 3)).hasToString("2/3");
    assertThat(Shard.parse("1/1")).contains(Shard.WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1/0", "-1/3", "1", "/", "1/3/", "9999999/9999999", ""})
  void otherFormsAreNone(String text) {
    assertThat(Shard.parse(text)).isEmpty();
  }

  @Test
  void shardOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new Shard(4, 3)).hasMessage("there is no shard 4 of 3");
  }
}
