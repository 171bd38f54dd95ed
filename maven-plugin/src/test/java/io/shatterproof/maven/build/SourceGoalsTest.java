package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals check and format. */
final class SourceGoalsTest {
  private static final String UNFORMATTED = "language 1\n\nconst   A = 1\n";
  private static final String FORMATTED = "language 1\n\nconst A = 1\n";

  @TempDir
  private Path folder;

  private final RecordedLog log = new RecordedLog();
  private Project project = Project.in(Path.of(""));

  @BeforeEach
  void makeProject() {
    project = Project.in(folder);
  }

  private void check(WarningPolicy warnings, FormatCheck format) throws Exception {
    new SourceCheck(project.sources(), warnings, format, false).run(log.problems(folder), log);
  }

  private void format(boolean checks) throws Exception {
    new SourceFormatting(project.sources(), checks).run(log.problems(folder), log);
  }

  private String text(String file) throws IOException {
    return Files.readString(project.sources().sourceFolder().resolve(file));
  }

  @Test
  void goodFilesAreCounted() throws Exception {
    project.writeScenario("first.p2m", "one");

    check(WarningPolicy.TELL, FormatCheck.OFF);

    assertThat(log.all()).containsExactly("INFO Checked 1 scenario file: 1 vector");
  }

  @Test
  void everyMistakeIsToldThenAllFailTogether() throws Exception {
    project.write("bad.p2m", "language 1\nscenaro \"x\" {}\n");
    project.write("worse.p2m", "language 1\nplatfrom board {}\n");

    assertThatThrownBy(() -> check(WarningPolicy.TELL, FormatCheck.OFF))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("The scenario files have errors (2):\nsrc/test/p2m/bad.p2m:2:1: ")
        .hasMessageContaining("\nsrc/test/p2m/worse.p2m:2:1: ");
    assertThat(log.all()).contains("ERROR 2 | scenaro \"x\" {}", "ERROR 2 | platfrom board {}");
  }

  @Test
  void warningsAreToldAndFailOnlyWhereTheyAreRaised() throws Exception {
    project.writeScenario("first.p2m", "one", "const A = 1");

    check(WarningPolicy.TELL, FormatCheck.OFF);

    assertThat(log.all()).anyMatch(line -> line.startsWith("WARN src/test/p2m/first.p2m:2:7: "));
    assertThatThrownBy(() -> check(
            new WarningPolicy(false, Set.of(Code.UNUSED_DECLARATION), Set.of()), FormatCheck.OFF))
        .hasMessageContaining("src/test/p2m/first.p2m:2:7: error[P2M0901]");
  }

  @Test
  void unformattedFileIsWarnedOfOrFails() throws Exception {
    project.write("untidy.p2m", UNFORMATTED);
    project.write("tidy.p2m", FORMATTED);

    check(WarningPolicy.TELL, FormatCheck.OFF);
    assertThat(log.all()).noneMatch(line -> line.contains("not formatted"));
    check(WarningPolicy.TELL, FormatCheck.WARN);
    assertThat(log.all())
        .filteredOn(line -> line.contains("not formatted"))
        .containsExactly("WARN src/test/p2m/untidy.p2m:3:1: warning: not formatted from here on;"
            + " `mvn shatterproof:format` formats it");
    assertThatThrownBy(() -> check(WarningPolicy.TELL, FormatCheck.FAIL))
        .hasMessageContaining("errors (1):\nsrc/test/p2m/untidy.p2m:3:1: error: not formatted");
  }

  @Test
  void formattingWritesWhatDiffersAndNothingElse() throws Exception {
    project.write("untidy.p2m", UNFORMATTED);
    project.write("tidy.p2m", FORMATTED);

    format(false);

    assertThat(text("untidy.p2m")).isEqualTo(FORMATTED);
    assertThat(log.all())
        .containsExactly(
            "INFO Formatted src/test/p2m/untidy.p2m", "INFO 1 of 2 scenario files formatted");
  }

  @Test
  void formattingThatOnlyChecksWritesNothing() throws Exception {
    project.write("untidy.p2m", UNFORMATTED);

    assertThatThrownBy(() -> format(true)).hasMessageContaining("src/test/p2m/untidy.p2m:3:1: ");
    assertThat(text("untidy.p2m")).isEqualTo(UNFORMATTED);
  }

  @Test
  void fileThatCannotBeParsedIsToldAndNotTouchedAndOthersAreFormatted() throws Exception {
    project.write("bad.p2m", "language 1\nscenaro   \"x\" {}\n");
    project.write("untidy.p2m", UNFORMATTED);

    assertThatThrownBy(() -> format(false)).hasMessageContaining("src/test/p2m/bad.p2m:2:1: ");
    assertThat(text("bad.p2m")).isEqualTo("language 1\nscenaro   \"x\" {}\n");
    assertThat(text("untidy.p2m")).isEqualTo(FORMATTED);
  }

  @Test
  void byteOrderMarkShowsAtTheFirstLine() throws Exception {
    project.write("marked.p2m", "\ufeff" + FORMATTED);

    assertThatThrownBy(() -> format(true)).hasMessageContaining("marked.p2m:1:1: ");
  }
}
