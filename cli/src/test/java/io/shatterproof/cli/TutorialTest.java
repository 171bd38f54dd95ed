package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever follows the tutorial sees what it shows: its files are written and its commands run, one
 * after the other, in an empty folder. {@code -Dgolden.update=true} writes what they print.
 */
final class TutorialTest {
  private static final Path PAGE = Path.of("docs/tutorial.md");

  /** A file to be written, or a command and what it prints. */
  private static final Pattern BLOCK = Pattern.compile(
      "^```p2m (?<file>\\S+)\n(?<text>(?s:.*?))^```$|^```\n\\$ shatterproof (?<command>.*)\n(?s:.*?)^```$",
      Pattern.MULTILINE);

  @TempDir
  private Path folder;

  @Test
  void everyCommandPrintsWhatThePageShows() throws IOException {
    String page = Files.readString(PAGE);

    String actual =
        BLOCK.matcher(page).replaceAll(block -> Matcher.quoteReplacement(followed(block)));

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, actual);
    }
    assertThat(BLOCK.matcher(page).results()).hasSizeGreaterThan(10);
    assertThat(actual).isEqualTo(page);
  }

  private String followed(MatchResult block) {
    try {
      if (block.group(1) != null) {
        Files.writeString(folder.resolve(block.group(1)), block.group(2));
        return block.group();
      }
      String command = block.group(3);
      return "```\n$ shatterproof " + command + "\n" + printed(command) + "```";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it prints in that folder; files are named as if it were the current one. */
  private String printed(String command) {
    String[] words = Stream.of(command.split(" ", -1))
        .map(word -> isFile(word) ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
    Shell.Outcome outcome = Shell.run(words);
    return (outcome.out() + outcome.err()).replace(folder + "/", "");
  }

  private static boolean isFile(String word) {
    return word.matches("\\w+\\.(p2m|p2mv)|generated");
  }

  @Test
  void everyKindOfEndIsShown() throws IOException {
    String commands = BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> String.valueOf(block.group(3)).split(" ", -1)[0])
        .distinct()
        .collect(Collectors.joining(" "));

    assertThat(commands)
        .contains("check", "explain", "run", "faults", "format", "compile", "replay");
    assertThat(Files.readString(PAGE)).contains("  agree     ", "  disagree  ", "error[P2M");
  }
}
