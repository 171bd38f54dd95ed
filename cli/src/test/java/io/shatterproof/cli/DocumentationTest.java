package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is what a user sees. Runs in the root of the project. */
final class DocumentationTest {
  private static final Pattern TRANSCRIPT = Pattern.compile(
      "^```\n\\$ \\./shatterproof (?<command>.*)\n(?s:.*?)^```$", Pattern.MULTILINE);

  /** In order of the page: a later command may read what an earlier one wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"docs/cli.md", "docs/decode.md"})
  void commandsOfThePagePrintWhatItShows(String name) throws IOException {
    Path file = Path.of(name);
    delete(Path.of("target/quickstart.p2mv"));
    delete(Path.of("target/generated"));
    delete(Path.of("target/vectors"));
    delete(Path.of("target/team-b"));
    delete(Path.of("target/p2m-scenarios"));
    TablePages.write(TablePages.OF_THE_PAGE);
    String page = Files.readString(file);

    String actual = TRANSCRIPT
        .matcher(page)
        .replaceAll(transcript -> Matcher.quoteReplacement(transcriptOf(transcript)));

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(TRANSCRIPT.matcher(page).results()).hasSizeGreaterThan(5);
    assertThat(actual).isEqualTo(page);
  }

  private static String transcriptOf(MatchResult transcript) {
    String command = transcript.group(1);
    Shell.Outcome outcome = Shell.run(command.split(" ", -1));
    return "```\n$ ./shatterproof " + command + "\n" + outcome.out() + outcome.err() + "```";
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
