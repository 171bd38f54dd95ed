package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VectorsRoundTripTest {
  @TempDir
  private Path folder;

  @Test
  void replayedVectorsGiveTheSameResultsAsTheScenario() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    String failing = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);
    String vectors = folder.resolve("good.p2mv").toString();
    String failingVectors = folder.resolve("failing.p2mv").toString();

    Shell.Outcome written = Shell.run("compile", good, "--vectors", vectors);
    Shell.run("compile", failing, "--vectors", failingVectors);

    assertThat(written)
        .isEqualTo(new Shell.Outcome(0, "1 vector written to " + vectors + "\n", ""));
    assertThat(Shell.run("replay", vectors)).isEqualTo(Shell.run("run", good));
    assertThat(Shell.run("replay", failingVectors)).isEqualTo(Shell.run("run", failing));
  }

  @Test
  void secondCompilationDoesNotTouchTheFile() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    String vectors = folder.resolve("good.p2mv").toString();
    Shell.run("compile", good, "--vectors", vectors);

    assertThat(Shell.run("compile", good, "--vectors", vectors).out())
        .isEqualTo("1 vector unchanged in " + vectors + "\n");
  }

  @Test
  void nothingIsWrittenWhereAScenarioHasAnError() throws IOException {
    String bad = Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);
    Path vectors = folder.resolve("bad.p2mv");

    Shell.Outcome outcome = Shell.run("compile", bad, "--vectors", vectors.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(vectors).doesNotExist();
  }

  @Test
  void malformedFileIsRefusedWithItsPlaceAndNothingIsJudged() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    Path vectors = folder.resolve("good.p2mv");
    Shell.run("compile", good, "--vectors", vectors.toString());
    Path cut = folder.resolve("cut.p2mv");
    Files.write(cut, Files.readAllLines(vectors).subList(0, 1));

    Shell.Outcome outcome = Shell.run("replay", vectors.toString(), cut.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith(cut + ":1:1: error[wrong-count]: ");
  }

  @Test
  void missingFileAndFolderAreRefused() {
    String missing = folder.resolve("missing.p2mv").toString();

    assertThat(Shell.run("replay", missing, folder.toString()))
        .isEqualTo(new Shell.Outcome(
            1,
            "",
            "shatterproof: cannot read "
                + missing
                + ": there is no such file\n"
                + folder
                + ":1:1: error[not-manifest]: the folder has no p2m-vectors.json\n   help: name the files"
                + " in it one by one, or write one with `shatterproof import`\n"));
  }

  @Test
  void folderThatCannotBeWrittenIsADiagnostic() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    String below = Path.of(good).resolve("x.p2mv").toString();

    Shell.Outcome outcome = Shell.run("compile", good, "--vectors", below);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("shatterproof: cannot write " + below + ": ");
  }
}
