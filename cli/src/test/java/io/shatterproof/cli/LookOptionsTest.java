package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `--trace` and `--step`. */
final class LookOptionsTest {
  private static final String TWO_STEPS = Scenarios.BOARD + """
      scenario "map and unmap" {
          given {
              map guest 0x60_0000 size 4K to 0x9_0000_0000 as ram_ro
          }
          when pe 0 {
              map guest 0x40_0000 size 8K to 0x8_0000_0000 as ram_rw
              unmap guest 0x40_0000 size 8K   returns 0
          }
          then {
              lookup guest 0x40_0000 is hole
              lookup guest 0x60_0000 is 0x9_0000_0000
          }
      }
      """;

  @TempDir
  private Path folder;

  private String two() throws IOException {
    return Scenarios.write(folder, "two.p2m", TWO_STEPS);
  }

  @Test
  void traceTellsStepsEventsAndExpectations() throws IOException {
    String file = two();

    Shell.Outcome outcome = Shell.run("run", "--trace", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("map and unmap\n  agree     xen_4_8        3 checks\n    " + file
            + ":17:9: PE 0: map guest 0x600000 size 0x1000 to 0x900000000 as ram_ro\n")
        .contains("\n    " + file + ":21:9: PE 0: unmap guest 0x400000 size 0x2000\n")
        .containsPattern("\n +\\d+  store guest level 3 of 0x400000 := invalid ")
        .contains("\n      returns 0\n    " + file
            + ":24:9: holds: lookup guest 0x40_0000 is hole\n    " + file
            + ":25:9: holds: lookup guest 0x60_0000 is 0x9_0000_0000\n\njudged 1 vector");
  }

  @Test
  void traceIsTheSameHoweverManyRunAtOnce() throws IOException {
    StringBuilder text = new StringBuilder(Scenarios.BOARD);
    for (int page = 0; page < 40; page++) {
      text.append("scenario \"page ")
          .append(page)
          .append("\" {\n    when pe 0 { map guest ")
          .append(page)
          .append(" * 4K size 4K to 0x8_0000_0000 as ram_rw }\n    then { no violation }\n}\n");
    }
    String file = Scenarios.write(folder, "many.p2m", text.toString());

    Shell.Outcome one = Shell.run("run", "--trace", "--threads", "1", file);

    assertThat(one.out()).contains("page 0\n", "page 39\n");
    assertThat(Shell.run("run", "--trace", "--threads", "4", file)).isEqualTo(one);
  }

  @Test
  void filesWithTheSameVectorHaveATraceEach() throws IOException {
    int files = 40;
    for (int i = 0; i < files; i++) {
      Scenarios.write(folder, "same-" + i + ".p2m", TWO_STEPS);
    }

    Shell.Outcome outcome = Shell.run("run", "--trace", "--threads", "4", folder.toString());

    assertThat(outcome.out().lines().filter(line -> line.contains(": PE 0: unmap guest ")))
        .hasSize(files)
        .doesNotHaveDuplicates();
  }

  @Test
  void traceMarksWhatFails() throws IOException {
    String file = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);

    Shell.Outcome outcome = Shell.run("run", "--trace", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("    " + file + ":20:9: FAILS: lookup guest 0x400000 is 0x800000000 ");
  }

  @Test
  void traceChangesNoVerdict() {
    Shell.Outcome plain = Shell.run("run", "examples/quickstart");
    Shell.Outcome traced = Shell.run("run", "--trace", "examples/quickstart");

    String summary = plain.out().substring(plain.out().indexOf("judged "));
    assertThat(traced.out()).endsWith("\n" + summary);
  }

  @Test
  void setOfOthersIsTracedWithoutTheirFiles() throws IOException {
    String vectors = folder.resolve("two.p2mv").toString();
    Shell.run("compile", two(), "--vectors", vectors);

    Shell.Outcome outcome = Shell.run("replay", "--trace", vectors);

    assertThat(outcome.out())
        .contains("two.p2m:20:9: PE 0: map guest 0x400000 ")
        .contains("two.p2m:24:9: holds\n");
  }

  @Test
  void stepShowsWhatEachStepChanged() throws IOException {
    String file = two();

    Shell.Outcome outcome = Shell.runWith("n\nn\n", "run", "--step", "--profile", "xen_4_8", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines().filter(line -> !line.matches(" +\\d+  .*")))
        .containsExactly(
            "run: map and unmap  as xen_4_8",
            file + ":17:9: PE 0: map guest 0x600000 size 0x1000 to 0x900000000 as ram_ro",
            "  returns 0",
            "  guest maps",
            "    0x600000 size 0x1000 -> 0x900000000 rx",
            file + ":20:9: PE 0: map guest 0x400000 size 0x2000 to 0x800000000 as ram_rw",
            "  returns 0",
            "  guest maps",
            "    0x400000 size 0x2000 -> 0x800000000 rwx",
            "    0x600000 size 0x1000 -> 0x900000000 rx",
            file + ":21:9: PE 0: unmap guest 0x400000 size 0x2000",
            "map and unmap",
            "  agree     xen_4_8  3 checks",
            "",
            "judged 1 vector of 1 scenario on reference, as xen_4_8",
            "  agree 1   disagree 0   not-applicable 0   unsupported 0   could-not-judge 0   crash"
                + " 0   timeout 0");
  }

  @Test
  void restOfTheRunIsShownWithoutAsking() throws IOException {
    Shell.Outcome outcome = Shell.runWith("r\nq\n", "run", "--step", two(), two());

    assertThat(outcome.out())
        .contains("as xen_4_8\n", "two.p2m:21:9: PE 0: unmap", "two.p2m:25:9: holds");
  }

  @Test
  void stepWithMillionsOfEventsTellsTheFirst() throws IOException {
    String file = Scenarios.write(folder, "large.p2m", Scenarios.BOARD + """
        scenario "large" {
            when pe 0 { map guest 0x40_0000 size 6M to 0x8_0000_1000 as ram_rw }
            then { no violation }
        }
        """);

    assertThat(Shell.run("run", "--trace", file).out())
        .containsPattern("\n +1000  .*\n +\\.\\.\\. \\d+ more\n      returns 0\n");
  }

  @Test
  void whoQuitsHasNotJudgedEverything() throws IOException {
    Shell.Outcome outcome = Shell.runWith("n\nq\nn\n", "run", "--step", two());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("two.p2m:20:9: PE 0: map")
        .doesNotContain("two.p2m:21:9", "the judge failed")
        .endsWith("  stopped: 1 vector not judged\n");
  }

  @Test
  void unknownWordIsAnsweredWithTheKnownOnes() throws IOException {
    assertThat(Shell.runWith("x\n", "run", "--step", two()).out())
        .contains("r              do the rest of this run\n");
  }

  @Test
  void implementationThatReportsNoEventsCanBeStepped() throws IOException {
    String command = "sh -c 'exec " + ProcessHandle.current().info().command().orElse("java")
        + " -cp " + System.getProperty("java.class.path") + " io.shatterproof.cli.Main serve'";

    Shell.Outcome outcome =
        Shell.runWith("n\nc\n", "run", "--step", "--provider-command", command, two());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("  returns 0\n", "judged 1 vector");
  }

  @Test
  void bothAtOnceAndALogAreRefused() throws IOException {
    assertThat(Shell.run("run", "--step", "--trace", two()).err())
        .isEqualTo("shatterproof: --step and --trace exclude each other\n");
    assertThat(Shell.run("run", "--step", "--watch", two()).err())
        .isEqualTo("shatterproof: --watch and --step exclude each other\n");
    assertThat(Shell.run("replay", "--trace", "--log", "x", "y").err())
        .isEqualTo("shatterproof: a log tells what happened at once, and not step by step: not with"
            + " --trace or --step\n");
  }
}
