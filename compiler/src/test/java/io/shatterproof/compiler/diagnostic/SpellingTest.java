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
  void anotherNumberIsNotMeant() {
    List<String> faults = List.of("M01", "M04", "M08", "M09", "M40", "M78");

    assertThat(Spelling.nearest("M4", faults)).contains("M04");
    assertThat(Spelling.nearest("M004", faults)).contains("M04");
    assertThat(Spelling.nearest("N40", faults)).contains("M40");
    assertThat(Spelling.nearest("M99", faults)).isEmpty();
    assertThat(Spelling.nearest("M081", faults)).isEmpty();
    assertThat(Spelling.nearest("el2", List.of("el0", "el1"))).isEmpty();
    assertThat(Spelling.nearest("t1sz", List.of("t0sz"))).contains("t0sz");
    assertThat(Spelling.nearest("rwx2", List.of("rwx"))).contains("rwx");
    assertThat(Spelling.nearest("VTCR_EL3", List.of("VTCR_EL2"))).contains("VTCR_EL2");
  }

  @Test
  void caseDoesNotCount() {
    assertThat(Spelling.nearest("ENOMEN", List.of("enomem"))).contains("enomem");
    assertThat(Spelling.nearest("Map", List.of("map"))).contains("map");
  }
}
