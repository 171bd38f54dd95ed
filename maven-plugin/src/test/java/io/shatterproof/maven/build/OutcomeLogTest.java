package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.output.OutputChange;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.junit.jupiter.api.Test;
import org.sonatype.plexus.build.incremental.ThreadBuildContext;

/** What is told where no scenario file has an error; the test projects show the rest. */
final class OutcomeLogTest {
  private static final File SOURCES = new File("src/test/p2m");
  private static final GenerationOutcome NOTHING_FOUND =
      GenerationOutcome.generated(List.of(), 0, List.of(), new OutputChange(0, 0, 0));
  private static final List<Path> TWO_FILES = List.of(Path.of("a.p2m"), Path.of("b.p2m"));

  private final List<String> lines = new ArrayList<>();
  private final OutcomeLog log = new OutcomeLog(
      new SystemStreamLog() {
        @Override
        public void info(CharSequence line) {
          lines.add("INFO " + line);
        }

        @Override
        public void warn(CharSequence line) {
          lines.add("WARN " + line);
        }
      },
      new DefaultBuildContext(ThreadBuildContext.getContext()),
      new File(""));

  @Test
  void missingScenarioFilesAreAWarning() throws MojoFailureException {
    log.tell(NOTHING_FOUND, SOURCES, false);

    assertThat(lines).first().isEqualTo("WARN No scenario files in src/test/p2m");
  }

  @Test
  void missingScenarioFilesAreAFailureWhereTheProjectSaysSo() {
    assertThatThrownBy(() -> log.tell(NOTHING_FOUND, SOURCES, true))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("No scenario files in src/test/p2m");
  }

  @Test
  void filesWithoutAnyScenarioAreNoSilentSuccess() throws MojoFailureException {
    log.tell(
        GenerationOutcome.generated(TWO_FILES, 0, List.of(), new OutputChange(0, 0, 0)),
        SOURCES,
        false);

    assertThat(lines).first().isEqualTo("WARN No scenario in the files of src/test/p2m");
  }

  @Test
  void whatWasGeneratedIsCounted() throws MojoFailureException {
    log.tell(
        GenerationOutcome.generated(TWO_FILES, 5, List.of(), new OutputChange(1, 2, 3)),
        SOURCES,
        true);

    assertThat(lines)
        .containsExactly(
            "INFO Generated tests of 2 scenario files: 1 written, 2 unchanged, 3 deleted");
  }

  @Test
  void nothingToDoIsTold() throws MojoFailureException {
    log.tell(GenerationOutcome.upToDate(TWO_FILES), SOURCES, true);

    assertThat(lines)
        .containsExactly("INFO Nothing to generate: the tests of 2 scenario files are up to date");
  }
}
