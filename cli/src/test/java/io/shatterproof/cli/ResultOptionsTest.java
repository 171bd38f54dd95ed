package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultOptionsTest {
  private static final int PAGES = 30;

  @TempDir
  private Path folder;

  private String vectors = "";
  private String failing = "";

  /** Thirty scenarios, two of which fail. */
  @BeforeEach
  void writeVectors() throws IOException {
    StringBuilder pages = new StringBuilder(Scenarios.BOARD);
    for (int page = 0; page < PAGES; page++) {
      pages.append("""
          scenario "page %d" {
              when pe 0 {
                  map guest 0x4%02d_0000 size 4K to 0x8_0000_0000 as ram_rw
              }
              then {
                  lookup guest 0x4%02d_0000 is 0x%d_0000_0000
              }
          }
          """.formatted(page, page, page, page % 20 == 7 ? 9 : 8));
    }
    String source = Scenarios.write(folder, "pages.p2m", pages.toString());
    vectors = path("pages.p2mv");
    Shell.run("compile", source, "--vectors", vectors);
    failing = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private Shell.Outcome replay(String... options) {
    List<String> args = new ArrayList<>(List.of("replay", vectors));
    args.addAll(List.of(options));
    return Shell.run(args.toArray(String[]::new));
  }

  @Test
  void reportsAreWrittenInEachFormatAndNothingElse() throws IOException {
    Shell.Outcome outcome = replay(
        "--report", "jsonl:" + path("new/r.jsonl"),
        "--report", "tap:" + path("new/r.tap"),
        "--report", "junit:" + path("new/r.xml"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome).isEqualTo(replay());
    assertThat(text("new/r.jsonl").lines()).hasSize(PAGES + 2);
    assertThat(text("new/r.tap")).startsWith("TAP version 14\n1..30\n");
    assertThat(text("new/r.xml")).contains("tests=\"30\" failures=\"2\" errors=\"0\"");
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void resultsDependOnNoNumberOfThreads() throws IOException {
    Shell.Outcome one = replay("--threads", "1", "--report", "jsonl:" + path("1.jsonl"));
    Shell.Outcome eight = replay("--threads", "8", "--report", "jsonl:" + path("8.jsonl"));

    assertThat(eight).isEqualTo(one);
    assertThat(text("8.jsonl")).isEqualTo(text("1.jsonl"));
  }

  @Test
  void scenariosGiveTheResultsOfTheirVectors() throws IOException {
    Shell.run("run", failing, "--report", "jsonl:" + path("run.jsonl"));
    Shell.run("compile", failing, "--vectors", path("failing.p2mv"));
    Shell.run("replay", path("failing.p2mv"), "--report", "jsonl:" + path("replay.jsonl"));

    assertThat(text("run.jsonl").lines().skip(1))
        .containsExactlyElementsOf(text("replay.jsonl").lines().skip(1).toList());
  }

  @Test
  void mergedShardsAreTheResultsOfOneMachine() throws IOException {
    replay("--report", "jsonl:" + path("whole.jsonl"), "--report", "junit:" + path("whole.xml"));
    List<String> merge = new ArrayList<>(List.of(
        "results", "merge", "--to", path("merged.jsonl"), "--report", "junit:" + path("m.xml")));
    for (int shard = 4; shard >= 1; shard--) {
      String file = path(shard + ".jsonl");
      replay("--shard", shard + "/4", "--report", "jsonl:" + file);
      merge.add(file);
    }

    Shell.Outcome outcome = Shell.run(merge.toArray(String[]::new));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith("judged 30 vectors on reference\n  agree 28   disagree 2 ");
    assertThat(text("merged.jsonl")).isEqualTo(text("whole.jsonl"));
    assertThat(text("m.xml")).isEqualTo(text("whole.xml"));
  }

  @Test
  void shardThatIsMissingIsToldAndNothingIsWritten() {
    replay("--shard", "2/3", "--report", "jsonl:" + path("2.jsonl"));

    assertThat(Shell.run("results", "merge", "--to", path("merged.jsonl"), path("2.jsonl")))
        .isEqualTo(new Shell.Outcome(1, "", "shatterproof: of 3 shards these are missing: 1, 3\n"));
    assertThat(folder.resolve("merged.jsonl")).doesNotExist();
  }

  @Test
  void shardWithoutVectorsIsNoFailure() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    List<Integer> codes = new ArrayList<>();
    for (String shard : List.of("1/3", "2/3", "3/3")) {
      codes.add(Shell.run("run", good, "--shard", shard).exitCode());
    }

    assertThat(codes).containsExactly(0, 0, 0);
  }

  @Test
  void knownFailuresPassAndNewOnesFail() throws IOException {
    String known = path("known.txt");
    replay("--write-known-failures", known);
    List<String> lines = Files.readAllLines(folder.resolve("known.txt"));

    Shell.Outcome outcome = replay("--known-failures", known);
    Files.write(folder.resolve("one.txt"), lines.subList(0, 2));
    Shell.Outcome one = replay("--known-failures", path("one.txt"));

    assertThat(lines).hasSize(3);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("  agree 28   disagree 2 ")
        .endsWith("  known failures: 2 runs\n");
    assertThat(one.exitCode()).isEqualTo(1);
    assertThat(one.out()).contains("  known failures: 1 run\n");
  }

  @Test
  void knownDisagreementHidesNoOtherResult() throws IOException {
    replay("--write-known-failures", path("known.txt"));
    Files.writeString(
        folder.resolve("crash.txt"), text("known.txt").replace(" disagree ", " crash "));

    Shell.Outcome outcome = replay("--known-failures", path("crash.txt"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).endsWith("  known failures: 0 runs\n");
  }

  @Test
  void fixedAndUnknownOnesAreToldAndFailWhereThatIsAskedFor() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    Shell.run("run", good, "--report", "jsonl:" + path("good.jsonl"));
    String id = text("good.jsonl").replaceFirst("(?s).*?\"id\":\"([0-9a-f]+)\".*", "$1");
    Path known = folder.resolve("known.txt");
    Files.writeString(known, id + " disagree BUG-1\nfedcba9876543210 crash BUG-2\n");

    Shell.Outcome lenient = Shell.run("run", good, "--known-failures", known.toString());
    Shell.Outcome strict =
        Shell.run("run", good, "--known-failures", known.toString(), "--strict-known");

    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.out())
        .endsWith("  known failures: 0 runs\n  " + known + ":1: fixed: " + id
            + " disagree BUG-1\n  " + known + ":2: not in the set: fedcba9876543210 crash BUG-2\n");
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out()).isEqualTo(lenient.out());
  }

  @Test
  void malformedListIsToldAndNothingIsJudged() throws IOException {
    Path known = folder.resolve("known.txt");
    Files.writeString(known, "0123\n");

    Shell.Outcome outcome = replay("--known-failures", known.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith(known + ":1:1: error: this is no known failure\n   help: ");
  }

  @Test
  void wrongCommandLinesAreRefused() {
    assertThat(replay("--report", "xml:r.xml").err())
        .contains("'xml:r.xml' is not FORMAT:FILE, where FORMAT is junit, tap or jsonl");
    assertThat(replay("--report", "tap:" + vectors).err()).contains("would overwrite " + vectors);
    assertThat(replay("--report", "tap:x", "--report", "junit:x").err())
        .contains("two outputs go to x");
    assertThat(replay("--shard", "3/2").err()).contains("'3/2' is not I/N");
    assertThat(replay("--strict-known").err()).contains("--strict-known needs --known-failures");
    assertThat(replay("--threads", "0").exitCode()).isEqualTo(2);
    assertThat(Shell.run("results").exitCode()).isEqualTo(2);
  }

  @Test
  void reportThatCannotBeWrittenIsTold() {
    Shell.Outcome outcome = replay("--report", "tap:" + folder);

    assertThat(outcome)
        .isEqualTo(new Shell.Outcome(
            1, "", "shatterproof: cannot write " + folder + ": it is a folder\n"));
  }

  @Test
  void differencesOfResultsAreTold() {
    replay("--report", "jsonl:" + path("a.jsonl"));
    replay("--report", "jsonl:" + path("b.jsonl"), "--provider", "M01");
    Shell.run("run", failing, "--report", "jsonl:" + path("c.jsonl"));

    assertThat(Shell.run("results", "diff", path("a.jsonl"), path("a.jsonl")))
        .isEqualTo(new Shell.Outcome(0, "no difference\n", ""));
    Shell.Outcome other = Shell.run("results", "diff", path("a.jsonl"), path("c.jsonl"));
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).endsWith("30 gone, 1 new, fails\n");
    assertThat(Shell.run("results", "show", path("c.jsonl")).out())
        .contains("  disagree  xen_4_8  ", "    expected:\n      0x900000000\n");
  }

  /** As after a merge of sets of which one is older. */
  @Test
  void vectorsThatTwoSetsHaveAreKnownOnceAndComparedEach() {
    replay(
        vectors,
        "--write-known-failures",
        path("known.txt"),
        "--report",
        "jsonl:" + path("twice.jsonl"));

    Shell.Outcome outcome = replay(vectors, "--known-failures", path("known.txt"));

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).endsWith("  known failures: 4 runs\n");
    assertThat(Shell.run("results", "diff", path("twice.jsonl"), path("twice.jsonl")))
        .isEqualTo(new Shell.Outcome(0, "no difference\n", ""));
  }
}
