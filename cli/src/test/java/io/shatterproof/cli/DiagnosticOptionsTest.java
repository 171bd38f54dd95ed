package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiagnosticOptionsTest {
  private static final String UNUSED =
      Scenarios.GOOD.replace("language 1\n", "language 1\nconst A = 1\n");

  @TempDir
  private Path folder;

  @Test
  void checkPrintsDataAndNothingElse() throws IOException {
    String bad = Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);

    Shell.Outcome outcome = Shell.run("check", "--diagnostics", "json", bad);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith("{\n  \"format\" : \"p2m-diagnostics\"")
        .contains("\"errors\" : 1")
        .endsWith("\n}\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void dataOfAGoodFileIsADocumentToo() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    Shell.Outcome outcome = Shell.run("check", "--diagnostics=sarif", good);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("\"results\" : [ ]").endsWith("}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void dataGoesToAFileAndTextIsPrinted(String command) throws IOException {
    String bad = Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);
    Path file = folder.resolve("out.sarif");

    Shell.Outcome outcome =
        Shell.run(command, "--diagnostics", "sarif", "--diagnostics-file", file.toString(), bad);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[P2M0101]", "1 error in 1 file");
    assertThat(Files.readString(file)).contains("\"ruleId\" : \"P2M0101\"");
  }

  @Test
  void whereResultsArePrintedDataNeedsAFile() {
    Shell.Outcome outcome = Shell.run("run", "--diagnostics", "json", "x");

    assertThat(outcome)
        .isEqualTo(new Shell.Outcome(
            2, "", "shatterproof: --diagnostics json needs --diagnostics-file here\n"));
  }

  @Test
  void aFileNeedsAForm() {
    Shell.Outcome outcome = Shell.run("check", "--diagnostics-file", "x.json", "x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--diagnostics-file needs --diagnostics json or sarif");
  }

  @Test
  void anUnknownFormNamesTheKnownOnes() {
    assertThat(Shell.run("check", "--diagnostics", "xml", "x").err())
        .contains("'xml' is none of text, json, sarif");
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailure() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    Shell.Outcome outcome =
        Shell.run("check", "--diagnostics", "json", "--diagnostics-file", folder.toString(), good);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot write ");
  }

  @Test
  void aWarningIsToldAndNoMore() throws IOException {
    String file = Scenarios.write(folder, "unused.p2m", UNUSED);

    Shell.Outcome outcome = Shell.run("check", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("warning[P2M0901]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--warnings-as-errors", "--error=P2M0901", "--error=902,901"})
  void aRaisedWarningFailsAndNothingIsMade(String option) throws IOException {
    String file = Scenarios.write(folder, "unused.p2m", UNUSED);
    Path vectors = folder.resolve("out.p2mv");

    Shell.Outcome outcome = Shell.run("compile", option, file, "--vectors", vectors.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[P2M0901]", "1 error in 1 file");
    assertThat(vectors).doesNotExist();
  }

  @Test
  void anotherRaisedWarningChangesNothing() throws IOException {
    String file = Scenarios.write(folder, "unused.p2m", UNUSED);

    assertThat(Shell.run("check", "--error", "P2M0902", file).exitCode()).isZero();
  }

  @Test
  void aSilencedWarningIsNotTold() throws IOException {
    String file = Scenarios.write(folder, "unused.p2m", UNUSED);

    assertThat(Shell.run("check", "--no-warn", "p2m0901", "--warnings-as-errors", file))
        .isEqualTo(new Shell.Outcome(0, "0 errors in 1 file, 1 vector\n", ""));
  }

  @Test
  void anUnknownCodeIsWrongUsageAndTheNearestIsNamed() {
    assertThat(Shell.run("check", "--error", "P2M0905x", "x"))
        .isEqualTo(new Shell.Outcome(
            2,
            "",
            "shatterproof: --error: no message has the code 'P2M0905x'; did you mean P2M0905?\n"));
  }

  @Test
  void anErrorCannotBeSilenced() {
    Shell.Outcome outcome = Shell.run("check", "--no-warn", "P2M0101", "x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--no-warn: P2M0101 is an error, and no warning");
  }
}
