package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which vectors `run` and `replay` judge. */
final class FilterOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"--filter", "--id"})
  void filterOfNothingIsWrongUsage(String option) {
    List<String> commands = option.equals("--id")
        ? List.of("run", "replay", "select", "show", "minimize")
        : List.of("run", "replay", "select");
    for (String command : commands) {
      Shell.Outcome outcome = Shell.run(command, option, "", "no.such.file");

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err()).startsWith("shatterproof: " + option + " '' is every vector: name");
    }
  }

  @Test
  void emptyNameIsQuoted() {
    assertThat(Shell.run("run", "--profile", "", "no.such.file").err())
        .startsWith("shatterproof: reference has no profile ''; it has: ");
    assertThat(Shell.run("run", "--provider", "", "no.such.file").err())
        .startsWith("shatterproof: no implementation is named ''; there are: ");
    assertThat(Shell.run("select", "--rule", "", "no.such.file").err())
        .startsWith("shatterproof: --rule '': there is no such word; ");
    assertThat(Shell.run("faults", "--profile", "", "no.such.file").err())
        .startsWith("shatterproof: no fault applies to a profile ''; ");
  }

  private static final String SCENARIO = """
      scenario "%s" [%s] {
          when pe 0 { map guest 0x40_0000 size %s to 0x8_0000_0000 as ram_rw }
          then { lookup guest 0x40_0000 is %s }
      }
      """;

  @TempDir
  private Path folder;

  private String file = "";

  @BeforeEach
  void writeScenarios() throws IOException {
    String text = Scenarios.BOARD
        + SCENARIO.formatted("map a page", "quick", "4K", "0x8_0000_0000")
        + SCENARIO.formatted("map a block", "quick, bbm", "4K", "0x9_0000_0000")
        + SCENARIO.formatted("remove a page", "bbm", "4K", "0xa_0000_0000")
        + SCENARIO.formatted("split a block", "slow", "8K", "0x8_0000_0000");
    file = Scenarios.write(folder, "four.p2m", text);
  }

  private List<String> titles(String... options) {
    List<String> args = new ArrayList<>(List.of("run", file));
    args.addAll(List.of(options));
    return Shell.run(args.toArray(String[]::new))
        .out()
        .lines()
        .filter(line -> line.matches("(map|remove|split) a .*"))
        .toList();
  }

  @Test
  void partOfTheTitleChooses() {
    assertThat(titles("--filter", "PAGE")).containsExactly("map a page", "remove a page");
    assertThat(titles("--filter", "m*block")).containsExactly("map a block");
    assertThat(titles("--filter", "split", "--filter", "remove"))
        .containsExactly("remove a page", "split a block");
  }

  @Test
  void expressionOfTagsChooses() {
    assertThat(titles("--tag", "quick & !bbm")).containsExactly("map a page");
    assertThat(titles("--tag", "slow", "--tag", "bbm"))
        .containsExactly("map a block", "remove a page", "split a block");
  }

  @Test
  void differentOptionsMustAllHold() {
    assertThat(titles("--tag", "bbm", "--filter", "page")).containsExactly("remove a page");
  }

  @Test
  void whatIsLeftOutIsCounted() {
    Shell.Outcome outcome = Shell.run("run", "--tag", "slow", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("judged 1 vector of 1 scenario")
        .endsWith("\n  --tag 'slow': 3 vectors left out\n");
  }

  @Test
  void filterThatMatchesNothingFails() {
    Shell.Outcome outcome = Shell.run("run", "--filter", "no such", file);

    assertThat(outcome)
        .isEqualTo(new Shell.Outcome(
            1,
            "",
            "shatterproof: nothing was judged: of 4 vectors in " + file
                + " none is like --filter 'no such'\n"));
  }

  @Test
  void titleOfTheScenarioChoosesItsRows() throws IOException {
    String rows = Scenarios.write(folder, "rows.p2m", Scenarios.BOARD + """
        scenario "page {n}" {
            where
                | n |
                | 1 |
                | 2 |
            when pe 0 { map guest n * 4K size 4K to 0x8_0000_0000 as ram_rw }
            then { lookup guest n * 4K is 0x8_0000_0000 }
        }
        """);

    assertThat(Shell.run("run", "--filter", "page {n}", rows).out()).contains("judged 2 vectors");
    assertThat(Shell.run("run", "--filter", "page 2", rows).out()).contains("judged 1 vector ");
  }

  @Test
  void firstFailureIsTheLast() {
    Shell.Outcome outcome = Shell.run("run", "--fail-fast", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("map a page", "map a block", "judged 2 vectors", "agree 1   disagree 1 ")
        .doesNotContain("remove a page")
        .endsWith("\n  stopped at the first failure: 2 vectors not judged\n");
  }

  @Test
  void withoutFailureNothingStops() {
    Shell.Outcome outcome = Shell.run("run", "--fail-fast", "--tag", "!bbm", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("agree 2 ").doesNotContain("stopped");
  }

  @Test
  void resultsOfWhatWasJudgedAreWhole() throws IOException {
    Path results = folder.resolve("results.jsonl");

    Shell.run("run", "--fail-fast", "--report", "jsonl:" + results, file);

    assertThat(Files.readString(results)).contains("map a block").doesNotContain("remove a page");
    assertThat(Shell.run("results", "show", results.toString()).err()).isEmpty();
    assertThat(Shell.run("results", "show", results.toString()).out()).contains("judged 2 vectors");
  }

  @Test
  void vectorFilesAreFilteredToo() {
    String vectors = folder.resolve("four.p2mv").toString();
    Shell.run("compile", file, "--vectors", vectors);

    Shell.Outcome chosen = Shell.run("replay", "--tag", "slow", vectors);
    Shell.Outcome none = Shell.run("replay", "--tag", "fast", vectors);
    Shell.Outcome stopped = Shell.run("replay", "--fail-fast", vectors);

    assertThat(chosen.exitCode()).isZero();
    assertThat(chosen.out()).contains("split a block\n", "judged 1 vector ", "3 vectors left out");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).endsWith("of 4 vectors in " + vectors + " none is like --tag 'fast'\n");
    assertThat(stopped.exitCode()).isEqualTo(1);
    assertThat(stopped.out()).containsPattern("stopped at the first failure: [1-3] vectors? not");
  }

  @Test
  void listOfAllFailuresNeedsAllVectors() {
    String list = folder.resolve("known").toString();

    assertThat(Shell.run("run", "--write-known-failures", list, "--tag", "slow", file))
        .isEqualTo(new Shell.Outcome(
            2,
            "",
            "shatterproof: --write-known-failures lists the failures of all vectors: not with"
                + " --tag 'slow'\n"));
    assertThat(Shell.run("run", "--fail-fast", "--shard", "1/2", file).err())
        .isEqualTo("shatterproof: --fail-fast and --shard exclude each other\n");
  }

  @Test
  void knownFailureThatIsLeftOutIsNoneThatIsGone() throws IOException {
    String list = folder.resolve("known").toString();
    Shell.run("run", "--write-known-failures", list, file);

    Shell.Outcome outcome =
        Shell.run("run", "--known-failures", list, "--strict-known", "--tag", "slow", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).doesNotContain("not in the set");
  }

  @Test
  void wrongExpressionSaysWhere() {
    Shell.Outcome outcome = Shell.run("run", "--tag", "slow bbm", file);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("'slow bbm' is no expression of tags: expected `&` or `|` before `bbm`");
  }
}
