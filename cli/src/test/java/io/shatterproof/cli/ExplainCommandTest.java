package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Code;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"P2M0104", "p2m0104", "0104", "104"})
  void aCodeIsExplainedHoweverItIsWritten(String code) {
    Shell.Outcome outcome = Shell.run("explain", code);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("P2M0104: a comment is not closed (error)\n\n")
        .contains("ends with `*/`", "\n    /* the rest of the file\n")
        .doesNotContain("```", "](");
  }

  @Test
  void severalCodesAreExplainedInTheirOrder() {
    assertThat(Shell.run("explain", "P2M0901", "P2M0101").out())
        .containsSubsequence("P2M0901: never used (warning)\n", "\n\nP2M0101: ");
  }

  @Test
  void withoutACodeAllAreListedByGroup() {
    Shell.Outcome outcome = Shell.run("explain");

    assertThat(outcome.out()).startsWith("Files\n  P2M0001  malformed UTF-8\n");
    assertThat(outcome.out())
        .containsSubsequence("\n\nNames\n", "  P2M0201  unknown name\n", "\n\nWarnings\n");
    assertThat(Pattern.compile("^  (P2M\\d{4})  \\S", Pattern.MULTILINE)
            .matcher(outcome.out())
            .results()
            .map((MatchResult line) -> line.group(1)))
        .containsExactlyElementsOf(
            Arrays.stream(Code.values()).map(Code::number).toList());
  }

  @Test
  void dataHoldsWhatTheDocumentHolds() {
    assertThat(Shell.run("explain", "--json", "P2M0104").out())
        .contains("\"code\" : \"P2M0104\"", "\"group\" : \"What is typed\"", "```p2m ");
  }

  @Test
  void anUnknownCodeIsWrongUsageAndTheNearestIsNamed() {
    assertThat(Shell.run("explain", "P2M01044"))
        .isEqualTo(new Shell.Outcome(
            2, "", "shatterproof: no message has the code 'P2M01044'; did you mean P2M0104?\n"));
    assertThat(Shell.run("explain", "everything").err())
        .isEqualTo("shatterproof: no message has the code 'everything';"
            + " `shatterproof explain` lists them\n");
  }
}
