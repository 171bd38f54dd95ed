package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Counter;
import io.shatterproof.event.Observable;
import io.shatterproof.vector.Origin;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  private static final Origin HERE = new Origin("dir/a.p2m", 12, 9);

  @Test
  void placeInTheScenarioComesFirstAndDifferingLinesAreMarked() {
    Failure failure = new Failure(
        HERE,
        "counts: tlbi 1, expected 2",
        "tlbi 2\nlive stores 4",
        "tlbi 1\nlive stores 4",
        "event log",
        Observable.of(Counter.TLBI));

    assertThat(FailureText.of(failure)).isEqualTo("""
            dir/a.p2m:12:9: counts: tlbi 1, expected 2
              expected      | actual
            ! tlbi 2        | tlbi 1
              live stores 4 | live stores 4
              event log""");
  }

  @Test
  void missingLinesStandBesideNothing() {
    Failure failure = new Failure(HERE, "m", "one\ntwo", "one", "", Observable.REPORT);

    assertThat(FailureText.of(failure).lines()).endsWith("  one      | one", "! two      |");
  }

  @Test
  void wideTextsStandBelowEachOther() {
    String wide = "x".repeat(100);

    assertThat(FailureText.of(new Failure(HERE, "m", wide, "short", "", Observable.REPORT)))
        .isEqualTo("dir/a.p2m:12:9: m\n  expected:\n    " + wide + "\n  actual:\n    short");
  }

  @Test
  void whatCannotBeSeenIsEscaped() {
    Failure failure = new Failure(HERE, "a\u202eb\u001b[31m\nc", "x", "y", "", Observable.REPORT);

    assertThat(FailureText.of(failure).lines().findFirst().orElseThrow())
        .isEqualTo("dir/a.p2m:12:9: a\\u{202e}b\\u{1b}[31m\\u{a}c");
    assertThat(FailureText.nameOf("t\u0000", "p")).isEqualTo("t\\u{0} [p]");
  }
}
