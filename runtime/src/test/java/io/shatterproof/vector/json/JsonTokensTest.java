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

  @Test
  void onlyTheRepeatedMemberOfTheLineIsPassedOver() throws VectorFormatException {
    RepeatedMember repeated = new RepeatedMember("a");
    JsonLineParser parser = new JsonLineParser(ReadLimits.DEFAULT, repeated);
    String before = "{\"a\":{\"b\":1}}";
    parser.parse(line(before)).repeat(2, repeated);

    assertThat(parser.parse(line(before)).next(2)).isEqualTo(3);
    assertThat(parser.parse(line("{\"c\":{\"b\":1}}")).next(2)).isEqualTo(5);
    assertThat(parser.parse(line("{\"c\":{\"a\":{\"b\":1}}}")).next(4)).isEqualTo(7);
    assertThat(parser.parse(line("{\"a\":{\"b\":2}}")).next(2)).isEqualTo(5);
    assertThatThrownBy(() -> parser.parse(line("{\"a\":{\"b\":1}")))
        .hasMessageContaining("here should be a comma or the end of the object");
    assertThatThrownBy(() -> parser.parse(line("{\"a\":{\"b\":1},\"a\":{\"b\":1}}")))
        .hasMessageContaining("twice");
  }

  private static JsonTokens parse(String line) throws VectorFormatException {
    return new JsonLineParser(ReadLimits.DEFAULT).parse(line(line));
  }

  private static Line line(String text) {
    return new Line("x.p2mv", 1, text.getBytes(StandardCharsets.UTF_8));
  }
}
