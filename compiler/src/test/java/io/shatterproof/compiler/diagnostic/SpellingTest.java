package io.shatterproof.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void twoSwappedLettersAreOneMistake() {
    assertThat(Spelling.distance("gievn", "given", 9)).isEqualTo(1);
    assertThat(Spelling.distance("mpa", "map", 9)).isEqualTo(1);
  }

  @Test
  void aWordThatIsTooDifferentIsNotMeant() {
    assertThat(Spelling.nearest("tlbi", List.of("scenario", "dsb"))).isEmpty();
    assertThat(Spelling.nearest("a", List.of("b"))).isEmpty();
  }

  @Test
  void ofTwoEquallyNearTheOneThatBeginsAlikeIsMeant() {
    assertThat(Spelling.nearest("wher", List.of("when", "where"))).contains("where");
  }

  @Test
  void caseDoesNotCount() {
    assertThat(Spelling.nearest("ENOMEN", List.of("enomem"))).contains("enomem");
    assertThat(Spelling.nearest("Map", List.of("map"))).contains("map");
  }
}
