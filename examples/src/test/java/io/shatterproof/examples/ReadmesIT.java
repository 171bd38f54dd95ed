package io.shatterproof.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever types what the README of an example says, sees what it shows: its commands are run, one
 * after the other, in a copy of the folder. {@code mvn} takes the plugin that was just built.
 */
final class ReadmesIT {
  private static final Path EXAMPLES = Path.of("").toAbsolutePath();

  /** Those that are followed; the others are left to the profile {@code its}. */
  private static final String FOLLOWED = System.getProperty("readmes", ".*");

  /** A build needs no C compiler; without one it follows a page up to here. */
  private static final Pattern COMPILES_C = Pattern.compile("\\bcc -");

  private static List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .filter(Files::isDirectory)
          .filter(file -> !file.endsWith("src"))
          .sorted()
          .toList();
    }
  }

  static List<String> followed() throws IOException {
    return folders().stream()
        .map(folder -> folder.getFileName().toString())
        .filter(folder -> folder.matches(FOLLOWED))
        .toList();
  }

  @Test
  void everyExampleHasOneWithCommands() throws IOException {
    assertThat(folders()).hasSizeGreaterThan(5);
    for (Path folder : folders()) {
      assertThat(Transcript.of(Files.readString(folder.resolve("README.md"))))
          .as(folder.toString())
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("followed")
  void commandsPrintWhatItShows(String example) throws Exception {
    follow(EXAMPLES.resolve(example).resolve("README.md"), example);
  }

  /** What the page says of generated tests is about the quickstart. */
  @Test
  void commandsOfThePageOfThePluginPrintWhatItShows() throws Exception {
    follow(EXAMPLES.resolve("../docs/maven-plugin.md"), "quickstart");
  }

  private static void follow(Path page, String example) throws Exception {
    ReaderShell shell = ReaderShell.in(example, EXAMPLES);
    for (Transcript transcript : Transcript.of(Files.readString(page))) {
      if (COMPILES_C.matcher(transcript.command()).find()) {
        assumeTrue(shell.type("command -v cc").exitCode() == 0, "there is no C compiler `cc` here");
      }
      ReaderShell.Outcome outcome = shell.type(transcript.command());

      assertThat(outcome.output())
          .as("$ " + transcript.command())
          .matches(
              transcript::isShownBy,
              "is what " + page.getFileName() + " shows: " + String.join("\n", transcript.shown()));
      assertThat(outcome.exitCode() != 0)
          .as("$ " + transcript.command() + " fails:\n" + outcome.output())
          .isEqualTo(transcript.fails());
    }
  }
}
