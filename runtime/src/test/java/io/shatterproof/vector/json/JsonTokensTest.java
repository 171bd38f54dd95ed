package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonTokensTest {

  @Test
  void namesOfEqualHashesAreNotTheSame() throws VectorFormatException {
    assertThat("BB").hasSameHashCodeAs("Aa");

    JsonTokens tokens = parse("{\"Aa\":1,\"BB\":2}");

    assertThat(tokens.mayHave(0, "Aa")).isTrue();
    assertThat(tokens.mayHave(0, "BB")).isTrue();
  }

  @Test
  void theSameNameTwiceIsRefusedHoweverItIsSpelt() {
    assertThatThrownBy(() -> parse("{\"Aa\":1,\"BB\":2,\"Aa\":3}")).hasMessageContaining("twice");
    assertThatThrownBy(() -> parse("{\"\\u0041a\":1,\"Aa\":2}")).hasMessageContaining("twice");
    assertThatThrownBy(() -> parse("{\"Aa\":1,\"\\u0041a\":2}")).hasMessageContaining("twice");
  }

  @Test
  void anObjectHasNoMembersOfItsNeighbours() throws VectorFormatException {
    JsonTokens tokens = parse("{\"a\":{\"b\":1},\"c\":{}}");

    assertThat(tokens.mayHave(0, "a")).isTrue();
    assertThat(tokens.mayHave(0, "b")).isFalse();
    assertThat(tokens.mayHave(2, "b")).isTrue();
    assertThat(tokens.mayHave(2, "a")).isFalse();
    assertThat(tokens.mayHave(6, "c")).isFalse();
  }

  private static JsonTokens parse(String line) throws VectorFormatException {
    return new JsonLineParser(ReadLimits.DEFAULT)
        .parse(new Line("x.p2mv", 1, line.getBytes(StandardCharsets.UTF_8)));
  }
}
