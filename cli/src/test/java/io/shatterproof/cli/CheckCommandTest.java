package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
  @TempDir
  private Path folder;

  @Test
  void goodFileIsCounted() throws IOException {
    String file = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    assertThat(Shell.run("check", file))
        .isEqualTo(new Shell.Outcome(0, "0 errors in 1 file, 1 vector\n", ""));
  }

  @Test
  void errorsOfAllFilesAreTold() throws IOException {
    Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    String bad = Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);
    String worse = Scenarios.write(folder, "worse.p2m", Scenarios.BROKEN);

    Shell.Outcome outcome = Shell.run("check", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(bad + ":2:1: error[P2M", worse + ":2:1: error[P2M", "help: ")
        .endsWith("2 errors in 3 files\n");
  }

  @Test
  void missingFileIsADiagnostic() {
    String missing = folder.resolve("missing.p2m").toString();

    Shell.Outcome outcome = Shell.run("check", missing);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith(missing + ":1:1: error[P2M0002]: ");
  }

  @Test
  void folderWithoutScenarioFilesIsADiagnostic() {
    Shell.Outcome outcome = Shell.run("check", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith(folder + ":1:1: error[P2M0004]: ");
  }

  @Test
  void garbageIsADiagnosticAndNothingOfItReachesTheTerminal() throws IOException {
    byte[] garbage = "\u0007\u001b[31m\u0000".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("garbage.p2m"), garbage);

    Shell.Outcome outcome = Shell.run("check", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[P2M").doesNotContain("\u001b", "\u0007", "\u0000");
  }
}
