package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the documentation shows is what a user sees. Runs in the root of the project. */
final class DocumentationTest {
  private static final Path PAGE = Path.of("docs/cli.md");
  private static final Pattern TRANSCRIPT = Pattern.compile(
      "^```\n\\$ \\./shatterproof (?<command>.*)\n(?<output>(?s:.*?))^```$", Pattern.MULTILINE);

  /** In order of the page: a later command may read what an earlier one wrote. */
  @TestFactory
  List<DynamicTest> commandsOfThePagePrintWhatItShows() throws IOException {
    delete(Path.of("target/quickstart.p2mv"));
    delete(Path.of("target/generated"));
    List<DynamicTest> tests = new ArrayList<>();
    Matcher transcript = TRANSCRIPT.matcher(Files.readString(PAGE));
    while (transcript.find()) {
      String command = transcript.group("command");
      String shown = transcript.group("output");
      tests.add(dynamicTest(command, () -> {
        Shell.Outcome outcome = Shell.run(command.split(" "));

        assertThat(outcome.out() + outcome.err()).isEqualTo(shown);
      }));
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests;
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
