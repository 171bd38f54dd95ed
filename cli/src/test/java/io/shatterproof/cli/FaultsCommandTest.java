package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultsCommandTest {
  @TempDir
  private Path folder;

  private String good(String claims) throws IOException {
    return Scenarios.write(
        folder,
        "good.p2m",
        Scenarios.GOOD.replace(
            "fails on", (claims.isEmpty() ? "" : "kills " + claims) + " fails on"));
  }

  @Test
  void faultThatAScenarioSeesIsKilled() throws IOException {
    Shell.Outcome outcome =
        Shell.run("faults", "--fault", "M01", "--profile", "xen_4_8", good("M01"));

    assertThat(outcome).isEqualTo(new Shell.Outcome(0, """
        ran 1 vector on 1 mutant: 1 run of 1
        killed 1 of 1 fault, 1 of 1 mutant, 0 false claims
        """, ""));
  }

  @Test
  void faultThatNoScenarioSeesSurvivesAndFails() throws IOException {
    String file = Scenarios.write(folder, "new.p2m", Scenarios.BOARD + """
        scenario "map where nothing is" {
            when pe 0 {
                map guest 0x40_0000 size 4K to 0x8_0000_0000 as ram_rw   returns 0
            }
            then {
                lookup guest 0x40_0000 is 0x8_0000_0000
            }
        }
        """);

    Shell.Outcome outcome = Shell.run("faults", "--fault", "M01", "--profile", "xen_4_8", file);

    assertThat(outcome).isEqualTo(new Shell.Outcome(1, """
        ran 1 vector on 1 mutant: 1 run of 1
        survives: M01 on xen_4_8: A valid descriptor is replaced by a valid one without storing zero first.
        killed 0 of 1 fault, 0 of 1 mutant, 0 false claims
        """, ""));
  }

  @Test
  void claimThatDoesNotHoldFails() throws IOException {
    Shell.Outcome outcome =
        Shell.run("faults", "--fault", "M01", "--fault", "M11", good("M01, M11"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains(
            "good.p2m:15:1: \"replace 4K inside a 1G block\" does not kill M11, as it claims: ")
        .contains("1 false claim");
  }

  /** The scenario kills it in another profile, which was not chosen. */
  @Test
  void claimIsNotJudgedByAPartOfItsFault() throws IOException {
    Shell.Outcome outcome =
        Shell.run("faults", "--fault", "M01", "--profile", "xen_latest", good("M01"));

    assertThat(outcome.out())
        .contains("survives: 1 mutant on xen_latest")
        .contains("1 mutant, 0 false claims")
        .doesNotContain("as it claims");
  }

  @Test
  void claimIsNotRefutedByOneFormOfSeveral() throws IOException {
    String file = good("M23");
    assertThat(Shell.run("faults", "--fault", "M23", file).out())
        .contains("does not kill M23, as it claims: ");

    assertThat(Shell.run("faults", "--fault", "M23a", file).out()).endsWith(" 0 false claims\n");
    assertThat(
            Shell.run("faults", "--fault", "M23", "--profile", "xen_4_8", file).out())
        .endsWith(" 0 false claims\n");
  }

  @Test
  void profileOfWhichNoVectorSaysAnythingIsOneLine() throws IOException {
    Shell.Outcome outcome = Shell.run(
        "faults", "--fault", "M01", "--fault", "M05", "--profile", "xen_latest", good(""));

    assertThat(outcome).isEqualTo(new Shell.Outcome(1, """
        ran 1 vector on 2 mutants: 0 runs of 0
        survives: 2 mutants on xen_latest, of which no vector says anything
        killed 0 of 2 faults, 0 of 2 mutants, 0 false claims
        """, ""));
  }

  @Test
  void claimOfAFaultThatTheProfileHasByItselfSaysSo() throws IOException {
    String file =
        Scenarios.write(folder, "native.p2m", Scenarios.BOARD.replace("xen_4_8", "xen_pre") + """
        scenario "map where nothing is" kills M45 {
            when pe 0 {
                map guest 0x40_0000 size 4K to 0x8_0000_0000 as ram_rw   returns 0
            }
            then {
                lookup guest 0x40_0000 is 0x8_0000_0000
            }
        }
        """);

    Shell.Outcome outcome = Shell.run("faults", "--fault", "M45", file);

    assertThat(outcome.out())
        .contains(
            "does not kill M45, as it claims: it says nothing of a profile that the fault applies to;"
                + " xen_pre has it by itself\n");
  }

  @Test
  void scenarioThatFailsWhereNothingIsWrongKillsNothing() throws IOException {
    String file = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);

    Shell.Outcome outcome = Shell.run("faults", "--fault", "M01", "--profile", "xen_4_8", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("failing.p2m:15:1: \"a claim that does not hold\" fails on xen_4_8 itself: ")
        .contains("killed 0 of 1 fault");
  }

  @Test
  void shardsTogetherFindWhatOneRunFinds() throws IOException {
    String file = good("");
    String first = folder.resolve("first").toString();
    String second = folder.resolve("second").toString();
    String[] whole = {"faults", "--fault", "M01", "--fault", "M06", file};
    Shell.Outcome atOnce = Shell.run(whole);

    for (String shard : List.of("1/3", "2/3", "3/3")) {
      Shell.Outcome outcome = Shell.run(
          "faults",
          "--fault",
          "M01",
          "--fault",
          "M06",
          "--shard",
          shard,
          "--results",
          shard.startsWith("1") ? first : second,
          file);
      assertThat(outcome.exitCode()).isZero();
      assertThat(outcome.out()).contains("of 2, shard " + shard);
    }
    Shell.Outcome together = Shell.run(
        "faults",
        "--fault",
        "M01",
        "--fault",
        "M06",
        "--results",
        first,
        "--results",
        second,
        file);

    assertThat(together.exitCode()).isEqualTo(atOnce.exitCode());
    assertThat(together.out())
        .startsWith("ran 1 vector on 6 mutants: 0 runs of 2, the others were known\n");
    assertThat(rest(together)).isEqualTo(rest(atOnce));
  }

  private static String rest(Shell.Outcome outcome) {
    return outcome.out().substring(outcome.out().indexOf('\n'));
  }

  @Test
  void changedScenarioIsRunAgainAndOthersAreNot() throws IOException {
    String results = folder.resolve("results").toString();
    Path scenarios = Files.createDirectory(folder.resolve("scenarios"));
    Scenarios.write(scenarios, "one.p2m", Scenarios.GOOD);
    Scenarios.write(scenarios, "two.p2m", Scenarios.GOOD);
    String[] run = {
      "faults", "--fault", "M01", "--profile", "xen_4_8", "--results", results, scenarios.toString()
    };

    assertThat(Shell.run(run).out()).contains("2 runs of 2");
    assertThat(Shell.run(run).out()).contains("0 runs of 2");
    Scenarios.write(scenarios, "two.p2m", Scenarios.GOOD.replace("a 1G block", "a block of 1G"));
    assertThat(Shell.run(run).out()).contains("1 run of 2");
  }

  @Test
  void resultsThatAreNoneAreNamed() throws IOException {
    String results = Scenarios.write(folder, "results", "something else\n");

    Shell.Outcome outcome = Shell.run("faults", "--fault", "M01", "--results", results, good(""));

    assertThat(outcome)
        .isEqualTo(new Shell.Outcome(
            1,
            "",
            "shatterproof: " + results
                + ": line 1: this is no file of results of a mutation run\n"));
    assertThat(folder.resolve("results")).hasContent("something else");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--fault M79; no fault is named 'M79'; they are M01 to M78, see docs/faults.md",
        "--fault m01; no fault is named 'm01'; they are M01 to M78, see docs/faults.md",
        "--fault M01 --profile xen_pre; the fault M01 does not apply to xen_pre, but to xen_4_8, xen_4_8_fixed",
        "--fault M16 --profile xen_4_8 --profile xen_latest; the fault M16 does not apply to xen_4_8, but to xen_4_8_fixed",
        "--fault M01 --profile xen_4_8 --profile xen_5; no fault applies to a profile 'xen_5'; they apply to",
        "--check; --check needs --report or --sidecar",
        "--report examples; --report examples is a folder",
        "--sidecar examples; --sidecar examples is a folder",
        "--results examples; --results examples is a folder",
        "--profile xen_5; no fault applies to a profile 'xen_5'; they apply to",
        "--shard 5/4 --results x; '5/4' is no shard: I/N with I from 1 to N, for example 1/4",
        "--shard 0/4 --results x; '0/4' is no shard: I/N with I from 1 to N, for example 1/4",
        "--shard 1/4; --shard needs --results, where the shards are put together",
        "--fault M01 --report x; --report and --sidecar tell of all faults: without --shard, --fault and --profile"
      })
  void wrongChoiceIsOneLine(String options, String rest) throws IOException {
    List<String> line = new ArrayList<>(List.of("faults"));
    line.addAll(List.of(options.split(" ", -1)));
    line.add(good(""));

    Shell.Outcome outcome = Shell.run(line.toArray(String[]::new));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("shatterproof: " + rest).hasLineCount(1);
    assertThat(folder).isDirectoryNotContaining("glob:**x");
  }
}
