package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands tell programs: `--format json`, and reports on the standard output. */
final class FormOptionTest {
  @TempDir
  private Path folder;

  private String good = "";
  private String failing = "";

  @BeforeEach
  void writeScenarios() throws IOException {
    good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    failing = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);
  }

  @Test
  void resultsOfARunAreLinesOfJsonAndNothingElse() throws IOException {
    Path file = folder.resolve("results.jsonl");
    Shell.run("run", "--report", "jsonl:" + file, failing);

    Shell.Outcome json = Shell.run("run", "--format", "json", failing);

    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(json.err()).isEmpty();
    assertThat(json.out()).isEqualTo(Files.readString(file));
    assertThat(json.out().lines().toList().get(1))
        .startsWith("{\"vector\":1,\"id\":\"")
        .contains("\"result\":\"disagree\"");
    assertThat(Shell.run("run", "--report", "jsonl:-", failing)).isEqualTo(json);
  }

  @Test
  void otherReportsCanStandOnTheStandardOutputToo() {
    assertThat(Shell.run("run", "--report", "tap:-", good).out())
        .startsWith("TAP version 14\n")
        .doesNotContain("judged 1 vector");
  }

  @Test
  void replayTellsTheSame() {
    String vectors = folder.resolve("good.p2mv").toString();
    Shell.run("compile", good, "--vectors", vectors);

    assertThat(Shell.run("replay", "--format", "json", vectors).out())
        .startsWith("{\"format\":\"p2m-results\"")
        .endsWith("\"timeout\":0}}\n");
  }

  @Test
  void oneStandardOutputHasOneReport() {
    assertThat(Shell.run("run", "--format", "json", "--report", "tap:-", good).err())
        .isEqualTo("shatterproof: two outputs go to -\n");
    assertThat(Shell.run("run", "--format", "json", "--trace", good).err())
        .isEqualTo("shatterproof: the standard output is a report: not with --trace\n");
  }

  @Test
  void selectedVectorsAreListed() {
    String vectors = folder.resolve("good.p2mv").toString();
    Shell.run("compile", good, "--vectors", vectors);
    String id = Shell.run("select", vectors).out().substring(0, 16);

    assertThat(Shell.run("select", "--format", "json", vectors).out())
        .isEqualTo("{\"id\":\"" + id + "\",\"title\":\"replace 4K inside a 1G block\",\"at\":\""
            + good + ":15:1\"}\n{\"chosen\":1,\"vectors\":1}\n");
  }

  @Test
  void comparedResultsAreListed() {
    String before = folder.resolve("before.jsonl").toString();
    String now = folder.resolve("now.jsonl").toString();
    Shell.run("run", "--report", "jsonl:" + before, good);
    Shell.run("run", "--report", "jsonl:" + now, "--profile", "xen_pre", good);

    Shell.Outcome outcome = Shell.run("results", "diff", "--format", "json", before, now);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).matches("""
            \\{"change":"gone","run":"[0-9a-f]{16} \\[xen_4_8]","was":"agree"}
            \\{"gone":1}
            """);
    assertThat(Shell.run("results", "diff", "--format", "json", now, now).out()).isEqualTo("{}\n");
  }

  @Test
  void shownResultsAreTheLinesThatFail() throws IOException {
    String results = folder.resolve("results.jsonl").toString();
    Shell.run("run", "--report", "jsonl:" + results, good, failing);

    Shell.Outcome outcome = Shell.run("results", "show", "--format", "json", results);

    assertThat(outcome.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(Files.readAllLines(Path.of(results))).contains(line));
  }

  @Test
  void decodedWordsAreToldFieldByField() {
    Shell.Outcome outcome =
        Shell.run("decode", "--format", "json", "--vtcr", "0x80023559", "--level", "3", "0x7ff");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("{\"heading\":\"0x7ff at level 3, granule 4K: page 0x0 of 4K")
        .contains("{\"name\":\"S2AP\",\"high\":7,\"low\":6,\"value\":\"0x3\","
            + "\"meaning\":\"read and write\"}")
        .endsWith("\n{\"assumed\":\"all features, 48 bits of PA\"}\n");
    assertThat(Shell.run("decode", "--format", "json", "0x7ff").out())
        .contains("\"first_level\":3,\"last_level\":3}");
    assertThat(Shell.run("decode", "--format", "json", "tlbi", "vmalle1is").out())
        .startsWith("{\"heading\":");
  }

  @Test
  void explanationsAreOneDocument() {
    assertThat(Shell.run("explain", "--format", "json", "P2M0304"))
        .isEqualTo(Shell.run("explain", "--json", "P2M0304"));
  }

  @Test
  void measuredFaultsAreListed() {
    Shell.Outcome outcome = Shell.run(
        "faults",
        "--format",
        "json",
        "--profile",
        "xen_4_8",
        "--fault",
        "M01",
        "--fault",
        "M05",
        good);

    assertThat(outcome.out().lines().filter(line -> line.startsWith("{\"mutant\"")))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line)
            .matches("\\{\"mutant\":\"M0\\d\",\"fault\":\"M0\\d\",\"profile\":\"xen_4_8\","
                + "\"killed\":true,\"killers\":\\[\"[0-9a-f]{16}\"]}"));
    assertThat(outcome.out()).contains("\n{\"faults\":2,\"killed_faults\":");
    assertThat(outcome.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void unknownFormNamesTheKnownOnes() {
    assertThat(Shell.run("select", "--format", "xml", "x").err())
        .contains("'xml' is none of text, json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "format"})
  void standardInputHasAnEnd(String command) {
    String most = "language 1\n" + "\n".repeat(64 << 20);

    assertThat(Shell.runWith(most, command, "-"))
        .isEqualTo(
            new Shell.Outcome(
                1,
                "",
                "shatterproof: the standard input has more than 64 MiB; split it into several files\n"));
  }

  @Test
  void standardInputIsAFileNamedByADash() {
    assertThat(Shell.runWith(Scenarios.GOOD, "check", "-"))
        .isEqualTo(new Shell.Outcome(0, "0 errors in 1 file, 1 vector\n", ""));
    assertThat(Shell.runWith(Scenarios.BROKEN, "check", "-").err())
        .startsWith("stdin:2:1: error[P2M");
    assertThat(Shell.runWith(Scenarios.GOOD, "run", "-").out()).contains("agree 2 ");
    assertThat(Shell.runWith(Scenarios.BROKEN, "run", "-").exitCode()).isEqualTo(1);
    assertThat(Shell.runWith(Scenarios.GOOD, "run", "--format", "json", "-").out())
        .endsWith("\"timeout\":0}}\n");
    assertThat(Shell.runWith("language   1\n", "format", "-"))
        .isEqualTo(new Shell.Outcome(0, "language 1\n", ""));
    assertThat(Shell.runWith("", "check", "-", good))
        .isEqualTo(
            new Shell.Outcome(2, "", "shatterproof: - is the standard input, and stands alone\n"));
  }
}
