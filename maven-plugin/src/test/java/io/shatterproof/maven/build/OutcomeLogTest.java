package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.output.OutputChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told where no scenario file has an error; the test projects show the rest. */
final class OutcomeLogTest {
  private static final GenerationOutcome NOTHING_FOUND =
      GenerationOutcome.generated(List.of(), 0, List.of(), new OutputChange(0, 0, 0));
  private static final List<Path> TWO_FILES = List.of(Path.of("a.p2m"), Path.of("b.p2m"));

  @TempDir
  private Path folder;

  private final RecordedLog lines = new RecordedLog();

  private void tell(GenerationOutcome outcome, boolean failOnMissing) throws MojoFailureException {
    new OutcomeLog(lines, lines.problems(folder))
        .tell(outcome, Project.in(folder).sources(), failOnMissing);
  }

  @Test
  void missingFolderIsAWarning() throws MojoFailureException {
    tell(NOTHING_FOUND, false);

    assertThat(lines.all())
        .first()
        .isEqualTo("WARN No scenario files: there is no folder src/test/p2m; make it, or name"
            + " another as sourceDirectory");
  }

  @Test
  void missingScenarioFilesAreAWarningWithWhatWasLookedFor() throws Exception {
    Files.createDirectories(folder.resolve("src/test/p2m"));

    tell(NOTHING_FOUND, false);

    assertThat(lines.all())
        .first()
        .isEqualTo("WARN No scenario files in src/test/p2m that match **/*.p2m");
  }

  @Test
  void missingScenarioFilesAreAFailureWhereTheProjectSaysSo() throws Exception {
    Files.createDirectories(folder.resolve("src/test/p2m"));

    assertThatThrownBy(() -> tell(NOTHING_FOUND, true))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("No scenario files in src/test/p2m that match **/*.p2m");
  }

  @Test
  void filesWithoutAnyScenarioAreNoSilentSuccess() throws MojoFailureException {
    tell(GenerationOutcome.generated(TWO_FILES, 0, List.of(), new OutputChange(0, 0, 0)), false);

    assertThat(lines.all()).first().isEqualTo("WARN No scenario in the files of src/test/p2m");
  }

  @Test
  void whatWasGeneratedIsCounted() throws MojoFailureException {
    tell(GenerationOutcome.generated(TWO_FILES, 5, List.of(), new OutputChange(1, 2, 3)), true);

    assertThat(lines.all())
        .containsExactly(
            "INFO Generated tests of 2 scenario files: 1 written, 2 unchanged, 3 deleted");
  }

  @Test
  void nothingToDoIsTold() throws MojoFailureException {
    tell(GenerationOutcome.upToDate(TWO_FILES), true);

    assertThat(lines.all())
        .containsExactly("INFO Nothing to generate: the tests of 2 scenario files are up to date");
  }
}
