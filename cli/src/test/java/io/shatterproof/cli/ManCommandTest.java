package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages. */
final class ManCommandTest {
  @TempDir
  private Path folder;

  private List<Path> pages() throws IOException {
    assertThat(Shell.run("man", "--to", folder.toString()).exitCode()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String groff(String... args) throws IOException, InterruptedException {
    Process groff = new ProcessBuilder(args).redirectErrorStream(true).start();
    String text = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(groff.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void everyCommandHasAPage() throws IOException {
    assertThat(pages())
        .extracting(page -> page.getFileName().toString())
        .contains("shatterproof.1", "shatterproof-run.1", "shatterproof-results-diff.1")
        .hasSizeGreaterThan(20);
  }

  @Test
  void groffHasNothingToSayAgainstThem() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/usr/bin/groff")), "needs groff");
    for (Path page : pages()) {
      assertThat(groff("groff", "-man", "-Tutf8", "-ww", "-z", page.toString()))
          .as(page.toString())
          .isEmpty();
    }
  }

  @Test
  void pageShowsWhatTheHelpSays() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/usr/bin/groff")), "needs groff");
    Path page =
        Files.writeString(folder.resolve("run.1"), Shell.run("man", "run").out());

    String shown = groff("groff", "-man", "-Tascii", "-P-cbou", "-rLL=200n", page.toString());

    assertThat(shown)
        .contains("shatterproof-run - judges an implementation by scenario files")
        .contains("--provider-command=COMMAND", "-h, --help", "'bbm & !slow'")
        .contains("  shatterproof run examples/quickstart\n")
        .containsPattern("\n +70 +a bug in shatterproof");
  }

  @Test
  void lineThatLooksLikeAMacroIsText() {
    assertThat(Shell.run("man", "decode").out()).doesNotContainPattern("(?m)^'");
  }

  @Test
  void unknownCommandNamesTheKnownOnes() {
    assertThat(Shell.run("man", "rum").err())
        .isEqualTo("shatterproof: unknown command: 'rum'; did you mean run?\n");
    assertThat(Shell.run("man", "perform").err())
        .startsWith("shatterproof: unknown command: 'perform'; there are: new, check, run,");
    assertThat(Shell.run("help", "run", "x").err())
        .isEqualTo("shatterproof: shatterproof run has no commands\n");
  }

  @Test
  void helpOfACommandIsThatOfItsOption() {
    assertThat(Shell.run("help", "results", "diff"))
        .isEqualTo(Shell.run("results", "diff", "--help"));
    assertThat(Shell.run("help")).isEqualTo(Shell.run("--help"));
  }
}
