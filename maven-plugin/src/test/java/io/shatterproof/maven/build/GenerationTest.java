package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.output.OutputChange;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerationTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir
  private Path folder;

  private Project project;

  @BeforeEach
  void makeProject() {
    project = Project.in(folder);
  }

  @Test
  void generatesATestClassForEachScenarioFile() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.writeScenario("more/second.p2m", "second");

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.change()).contains(new OutputChange(2, 0, 0));
    assertThat(project.generated("org/example/FirstTest.java")).isRegularFile();
    assertThat(project.generated("org/example/SecondTest.java")).isRegularFile();
  }

  @Test
  void namesScenarioFilesRelativeToTheProject() throws IOException {
    project.writeScenario("more/second.p2m", "second");

    project.generate();

    assertThat(project.generated("org/example/SecondTest.java"))
        .content()
        .contains("src/test/p2m/more/second.p2m")
        .doesNotContain(folder.toString());
  }

  @Test
  void secondRunHasNothingToDo() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.isUpToDate()).isTrue();
    assertThat(outcome.files()).hasSize(1);
  }

  @Test
  void stateThatIsNoTextIsAReasonToGenerate() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();
    try (Stream<Path> files = Files.walk(folder)) {
      Path state =
          files.filter(file -> file.toString().endsWith(".state")).findFirst().orElseThrow();
      Files.write(state, new byte[] {(byte) 0xff, (byte) 0xfe});
    }

    assertThat(project.generate().change()).contains(new OutputChange(0, 1, 0));
    assertThat(project.generate().isUpToDate()).isTrue();
  }

  @Test
  void testsOfAnExecutionThatIsGoneGo() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.asExecution("old").generate();
    project.delete("first.p2m");
    project.writeScenario("second.p2m", "second");

    project.asExecution("new", "old").generate();

    assertThat(project.generated("org/example/FirstTest.java")).exists();

    project.asExecution("new").generate();

    assertThat(project.generated("org/example/FirstTest.java")).doesNotExist();
    assertThat(project.generated("org/example/SecondTest.java")).exists();
    assertThat(folder.resolve("target/shatterproof"))
        .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("old"));
  }

  @Test
  void testsInAFolderThatIsGivenUpGo() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();
    Path before = project.generated("org/example/FirstTest.java");
    Path foreign = Files.writeString(before.resolveSibling("Mine.java"), "");

    Project elsewhere = project.writingTo("target/elsewhere");
    elsewhere.generate();

    assertThat(before).doesNotExist();
    assertThat(foreign).exists();
    assertThat(elsewhere.generated("org/example/FirstTest.java")).exists();
    assertThat(elsewhere.generate().isUpToDate()).isTrue();
  }

  @Test
  void twoHundredFilesThatAreUpToDateTakeLessThanThreeHundredMilliseconds() throws IOException {
    for (int i = 0; i < 200; i++) {
      project.writeScenario("file" + i + ".p2m", "title of " + i);
    }
    project.generate();

    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) { // other work may slow some of them down
      long start = System.nanoTime();
      assertThat(project.generate().isUpToDate()).isTrue();
      quickest = Math.min(quickest, System.nanoTime() - start);
    }

    assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(300));
  }

  @Test
  void whatTheTestsRunOnIsAReasonToGenerate() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();

    Project chosen = project.testing(new TestTarget("team-b", ""));

    assertThat(chosen.generate().change()).contains(new OutputChange(1, 0, 0));
    assertThat(chosen.generated("org/example/FirstTest.java"))
        .content()
        .contains("Tested.provider(\"team-b\")");
  }

  @Test
  void changedScenarioIsGeneratedAgainAndItsNeighbourIsNotTouched() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.writeScenario("second.p2m", "second");
    project.generate();
    Path neighbour = project.generated("org/example/SecondTest.java");
    Files.setLastModifiedTime(neighbour, LONG_AGO);
    project.writeScenario("first.p2m", "another");

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.change()).contains(new OutputChange(1, 1, 0));
    assertThat(Files.getLastModifiedTime(neighbour)).isEqualTo(LONG_AGO);
    assertThat(project.generated("org/example/FirstTest.java")).content().contains("another");
  }

  @Test
  void testOfADeletedScenarioFileIsDeleted() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.writeScenario("second.p2m", "second");
    project.generate();
    project.delete("first.p2m");

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.change()).contains(new OutputChange(0, 1, 1));
    assertThat(project.generated("org/example/FirstTest.java")).doesNotExist();
  }

  @Test
  void lastScenarioFileTakesItsTestWithIt() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();
    project.delete("first.p2m");

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.change()).contains(new OutputChange(0, 0, 1));
    assertThat(outcome.files()).isEmpty();
  }

  @Test
  void anotherVersionOfTheGeneratorIsAReasonToGenerate() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();

    GenerationOutcome outcome = project.builtBy("1.1").generate();

    assertThat(outcome.change()).contains(new OutputChange(0, 1, 0));
  }

  @Test
  void changedImportIsAReasonToGenerate() throws IOException {
    project.write("shared/sizes.p2m", "language 1\nconst PAGE = 4K\n");
    project.write("shared/more.p2m", "language 1\nimport \"sizes.p2m\"\nconst OF = PAGE\n");
    project.writeScenario("first.p2m", "one", "import \"shared/more.p2m\"\n");
    Project sharing = project.excluding("shared/**");
    sharing.generate();
    assertThat(sharing.generate().isUpToDate()).isTrue();
    project.write("shared/sizes.p2m", "language 1\nconst PAGE = 16K\n");

    assertThat(sharing.generate().isUpToDate()).isFalse();
  }

  @Test
  void filesOfLibrariesAreImportedAndCount() throws IOException {
    Path library = folder.resolve("library/p2m/lib/sizes.p2m");
    Files.createDirectories(library.getParent());
    Files.writeString(library, "language 1\nconst PAGE = 4K\n");
    project.writeScenario("first.p2m", "one", "import \"lib/sizes.p2m\"\n");
    URL[] classPath = {folder.resolve("library").toUri().toURL()};

    try (URLClassLoader libraries = new URLClassLoader(classPath, null)) {
      Project importing = project.importingFrom(libraries);
      assertThat(importing.generate().hasErrors()).isFalse();
      assertThat(importing.generate().isUpToDate()).isTrue();
      Files.writeString(library, "language 1\nconst PAGE = 16K\n");
      assertThat(importing.generate().isUpToDate()).isFalse();
    }
    assertThat(project.generate().hasErrors()).isTrue();
  }

  @Test
  void damagedTestIsGeneratedAgain() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();
    Files.writeString(project.generated("org/example/FirstTest.java"), "");

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.change()).contains(new OutputChange(1, 0, 0));
    assertThat(project.generated("org/example/FirstTest.java")).isNotEmptyFile();
  }

  @Test
  void excludedFileIsNotRead() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.write("drafts/later.p2m", "not yet a scenario");

    GenerationOutcome outcome = project.excluding("drafts/**").generate();

    assertThat(outcome.hasErrors()).isFalse();
    assertThat(outcome.files()).hasSize(1);
  }

  @Test
  void errorsOfAllFilesAreToldAndNothingIsChanged() throws IOException {
    project.writeScenario("first.p2m", "one");
    project.generate();
    project.write("bad.p2m", "language 1\nscenaro \"x\" {}\n");
    project.write("worse.p2m", "language 1\nplatfrom board {}\n");

    GenerationOutcome outcome = project.generate();

    assertThat(outcome.hasErrors()).isTrue();
    assertThat(outcome.change()).isEmpty();
    assertThat(outcome.diagnostics())
        .extracting(diagnostic ->
            diagnostic.span().file().path() + ":" + diagnostic.span().line())
        .contains("src/test/p2m/bad.p2m:2", "src/test/p2m/worse.p2m:2");
    assertThat(project.generated("org/example/FirstTest.java")).isRegularFile();
  }

  @Test
  void errorIsToldAgainUntilItIsCured() throws IOException {
    project.write("bad.p2m", "language 1\nscenaro \"x\" {}\n");
    project.generate();

    assertThat(project.generate().hasErrors()).isTrue();
  }

  @Test
  void projectWithoutScenarioFilesGeneratesNothing() throws IOException {
    GenerationOutcome outcome = project.generate();

    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.hasErrors()).isFalse();
    assertThat(project.request().outputFolder()).doesNotExist();
  }

  @Test
  void projectWithoutScenariosIsNeverUpToDate() throws IOException {
    project.generate();

    assertThat(project.generate().isUpToDate()).isFalse();
  }

  @Test
  void aRaisedWarningFailsEvenWhereTheTestsWereGeneratedBefore() throws IOException {
    project.writeScenario("first.p2m", "one", "const A = 1");
    project.generate();

    GenerationOutcome outcome = project
        .under(new WarningPolicy(false, Set.of(Code.UNUSED_DECLARATION), Set.of()))
        .generate();

    assertThat(outcome.hasErrors()).isTrue();
    assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsExactly("P2M0901");
  }

  @Test
  void aSilencedWarningIsNotTold() throws IOException {
    project.writeScenario("first.p2m", "one", "const A = 1");

    GenerationOutcome outcome = project
        .under(new WarningPolicy(true, Set.of(), Set.of(Code.UNUSED_DECLARATION)))
        .generate();

    assertThat(outcome.hasErrors()).isFalse();
    assertThat(outcome.diagnostics()).isEmpty();
  }

  @Test
  void codesOfTheConfigurationAreThoseOfWarnings() throws MojoExecutionException {
    assertThat(WarningCodes.parse("errors", List.of("P2M0901", "902")))
        .containsExactly(Code.UNUSED_DECLARATION, Code.UNUSED_COLUMN);
    assertThatThrownBy(() -> WarningCodes.parse("errors", List.of("P2M09011")))
        .hasMessageContaining(
            "\"P2M09011\", which is the code of no message; did you mean P2M0901");
    assertThatThrownBy(() -> WarningCodes.parse("noWarnings", List.of("P2M0101")))
        .hasMessageContaining("P2M0101, which is an error");
  }
}
