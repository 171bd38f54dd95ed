package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
  @Test
  void versionIsTheOneOfTheBuild() {
    Shell.Outcome outcome = Shell.run("--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .matches("shatterproof \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\nJava .*\n")
        .contains("Java " + Runtime.version());
  }

  @Test
  void noCommandIsWrongUsage() {
    Shell.Outcome outcome = Shell.run();

    assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", """
        shatterproof: a command is missing: one of new, check, run, compile, export, import, replay, show, diff, merge, select, results, serve, minimize, decode, faults, format, explain, completion, man, help
          see shatterproof --help
        """));
  }

  @Test
  void misspeltCommandGetsTheNearestOne() {
    Shell.Outcome outcome = Shell.run("chek", "examples");

    assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", """
        shatterproof: unknown command: 'chek'
          did you mean check?
          see shatterproof --help
        """));
  }

  @Test
  void misspeltOptionGetsTheNearestOne() {
    Shell.Outcome outcome = Shell.run("run", "--timeot", "3", "examples");

    assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", """
        shatterproof: unknown option: '--timeot'
          did you mean --timeout or --timings?
          see shatterproof run --help
        """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "abc", "-5", "", "12345678901234567890"})
  void limitThatIsNoNumberIsToldBeforeAnythingRuns(String limit) {
    System.setProperty("shatterproof.events", limit);
    try {
      assertThat(Shell.run("run", "examples/quickstart"))
          .isEqualTo(new Shell.Outcome(
              2,
              "",
              "shatterproof: -Dshatterproof.events is a number of events from 1 to"
                  + " 999999999999999999, not \"" + limit + "\"\n"));
      assertThat(Shell.run("run", "--help").exitCode()).isZero();
    } finally {
      System.clearProperty("shatterproof.events");
    }
  }

  @Test
  void unknownColorModeNamesTheKnownOnes() {
    Shell.Outcome outcome = Shell.run("check", "--color=maybe", "x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("'maybe' is none of always, auto, never");
  }

  @Test
  void unknownProfileNamesTheKnownOnes() {
    Shell.Outcome outcome = Shell.run("run", "--profile", "xen_4_9", "x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("shatterproof: reference has no profile 'xen_4_9'; it has: ")
        .contains("xen_4_8_fixed", "xen_pre");
  }

  @Test
  void nameThatBeginsWithAnAtSignIsThatOfAFile(@TempDir Path folder) throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    Path list = Files.writeString(folder.resolve("list"), good);

    assertThat(Shell.run("check", "@" + list).err())
        .startsWith("@" + list + ":1:1: error[P2M0002]");
  }

  @Test
  void unknownImplementationNamesTheKnownOnes() {
    Shell.Outcome outcome = Shell.run("run", "--provider", "mine", "x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith(
            "shatterproof: no implementation is named 'mine'; there are: reference, seeded faults such as M05, wrong; --provider-path adds the jar or folder of another\n");
  }

  @Test
  void numberThatIsNoneIsToldInOneLine() {
    assertThat(Shell.run("run", "--threads", "x", "y").err())
        .startsWith("shatterproof: invalid value for option '--threads': 'x' is no whole number");
  }

  @Test
  void commandBehindOptionsIsFoundToo() {
    assertThat(Shell.run("--color=never", "explain", "P2M0304"))
        .isEqualTo(Shell.run("explain", "P2M0304"));
  }

  @Test
  void timeoutOfNoSecondsIsWrongUsage() {
    Shell.Outcome outcome = Shell.run("run", "--timeout", "0", "x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("'0' is not a whole number of seconds from 1 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new",
        "check",
        "run",
        "compile",
        "export",
        "import",
        "replay",
        "show",
        "diff",
        "merge",
        "select",
        "results",
        "serve",
        "minimize",
        "decode",
        "faults",
        "format",
        "explain",
        "man",
        "help"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    Shell.Outcome outcome = Shell.run(command, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("Usage: shatterproof " + command + " ")
        .containsPattern("Examples?:\n  shatterproof " + command + " ");
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run", "compile", "replay"})
  void everyCommandNeedsAPath(String command) {
    Shell.Outcome outcome = Shell.run(command);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }
}
