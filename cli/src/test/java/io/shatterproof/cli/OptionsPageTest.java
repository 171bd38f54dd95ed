package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the help lists, the page of the command line has, too. Runs in the root of the project. */
final class OptionsPageTest {
  /** Those that are not there, as `command --option`. */
  private static List<String> missing(String page) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = new Console(System.in, nowhere, nowhere, false, false);
    List<String> missing = new ArrayList<>();
    collect(Commands.add(new CommandLine(new Main(console))).getCommandSpec(), page, missing);
    return missing;
  }

  private static void collect(CommandSpec command, String page, List<String> missing) {
    for (OptionSpec option : command.options()) {
      String name = option.longestName();
      if (!Pattern.compile(Pattern.quote(name) + "(?![a-z-])").matcher(page).find()) {
        missing.add(command.name() + " " + name);
      }
    }
    command.subcommands().values().forEach(sub -> collect(sub.getCommandSpec(), page, missing));
  }

  @Test
  void everyOptionOfEveryCommandStandsOnThePage() throws IOException {
    assertThat(missing(Files.readString(Path.of("docs/cli.md")))).isEmpty();
  }

  @Test
  void optionThatBeginsLikeAnotherDoesNotStandInForIt() {
    assertThat(missing("--features --kills"))
        .contains("select --feature", "select --killing", "minimize --sound", "shatterproof --help")
        .doesNotContain("decode --features", "select --kills");
  }
}
