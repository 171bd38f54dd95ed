package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
  @TempDir
  private Path folder;

  @Test
  void agreeingVectorHasALineForEachProfileAndASummary() throws IOException {
    String file = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    Shell.Outcome outcome = Shell.run("run", file);

    assertThat(outcome).isEqualTo(new Shell.Outcome(0, """
        replace 4K inside a 1G block
          agree     xen_4_8        4 checks; tlbi 2, live stores 4, fills 1025
          agree     xen_pre        4 checks; known: no_break, 3 times

        judged 1 vector of 1 scenario on reference, as xen_4_8, xen_pre
          agree 2   disagree 0   not-applicable 0   unsupported 0   could-not-judge 0   crash 0   timeout 0
          known: no_break on xen_pre, 3 times in 1 vector: valid entries are replaced by valid ones, with \
        one flush at the end of the call
        """, ""));
  }

  @Test
  void failureNamesThePlaceInTheScenarioAndComparesSideBySide() throws IOException {
    String file = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);

    Shell.Outcome outcome = Shell.run("run", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("a claim that does not hold\n  disagree  xen_4_8 ")
        .contains("\n" + file + ":20:9: ")
        .containsPattern("\n  expected +\\| actual\n")
        .containsPattern("\n! .*0x900000000.* \\| .*0x800000000")
        .contains("agree 0   disagree 1   ");
  }

  @Test
  void runOfNoVectorIsNoSuccess() throws IOException {
    String file = Scenarios.write(folder, "empty.p2m", Scenarios.BOARD);

    Shell.Outcome outcome = Shell.run("run", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .endsWith("shatterproof: nothing was judged: no vector in " + file + "\n");
  }

  @Test
  void fileWithAnErrorIsNotJudgedAndTheOthersAre() throws IOException {
    Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);

    Shell.Outcome outcome = Shell.run("run", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("judged 1 vector of 1 scenario", "agree 2   disagree 0");
    assertThat(outcome.err())
        .contains("bad.p2m:2:1: error[P2M")
        .endsWith(" in 2 files; 1 file not judged\n");
  }

  @Test
  void withNothingButErrorsNothingIsJudged() throws IOException {
    String file = Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);

    Shell.Outcome outcome = Shell.run("run", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("bad.p2m:2:1: error[P2M").endsWith(" in 1 file\n");
  }

  @Test
  void chosenProfileIsTheOnlyOneJudged() throws IOException {
    String file = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    Shell.Outcome outcome = Shell.run("run", "--profile", "xen_pre", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("on reference, as xen_pre\n  agree 1   disagree 0")
        .contains("known: no_break on xen_pre, 3 times in 1 vector: valid entries are replaced")
        .doesNotContain("xen_4_8 ");
  }

  @Test
  void ofManyRunsOnlyThoseThatFailHaveALine() throws IOException {
    StringBuilder rows = new StringBuilder(Scenarios.BOARD)
        .append("scenario \"page {n}\" {\n    where\n        | n | found |\n");
    for (int row = 0; row < 30; row++) {
      rows.append("        | ")
          .append(row)
          .append(" | ")
          .append(row == 7 ? 8 : row)
          .append(" |\n");
    }
    rows.append("""
            when pe 0 {
                map guest n * 4K size 4K to 0x8_0000_0000 + n * 4K as ram_rw
            }
            then {
                lookup guest n * 4K is 0x8_0000_0000 + found * 4K
            }
        }
        """);
    String file = Scenarios.write(folder, "many.p2m", rows.toString());

    Shell.Outcome few = Shell.run("run", file);
    Shell.Outcome all = Shell.run("run", "--verbose", file);

    assertThat(few.out()).contains("page 7\n").doesNotContain("page 6\n").contains("agree 29 ");
    assertThat(all.out()).contains("page 6\n", "page 7\n");
    assertThat(few.exitCode()).isEqualTo(1);
  }

  @Test
  void coloursAreForTerminals() throws IOException {
    String file = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    assertThat(Shell.run("run", file).out()).doesNotContain("\u001b");
    assertThat(Shell.runOnTerminal("run", file).out()).contains("\u001b[32magree");
    assertThat(Shell.runOnTerminal("run", "--color=never", file).out()).doesNotContain("\u001b");
    assertThat(Shell.run("run", "--color=always", file).out()).contains("\u001b[32magree");
  }

  @Test
  void resultsThatCannotBeWrittenAreNoSuccess() throws IOException {
    String file = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    Writer full = new Writer() {
      @Override
      public void write(char[] buffer, int offset, int length) throws IOException {
        throw new IOException("no space left");
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    StringWriter err = new StringWriter();

    int exitCode = Main.run(
        new Console(new PrintWriter(full), new PrintWriter(err), false, false), "run", file);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("the results could not be written");
  }

  @Test
  void longTitleIsShortenedInTheListAndShownHarmless() throws IOException {
    String title = "\u202e\u0007" + "x".repeat(10_000);
    String file = Scenarios.write(
        folder, "long.p2m", Scenarios.GOOD.replace("replace 4K inside a 1G block", title));

    Shell.Outcome outcome = Shell.run("run", file);

    assertThat(outcome.out()).doesNotContain("\u202e", "\u0007");
    assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
  }
}
