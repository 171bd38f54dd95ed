package io.shatterproof.cli;

import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.vector.VisibleText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Commands by the words that call them. */
final class Subcommands {
  private Subcommands() {}

  /**
   * The command of these words, from the root; the root itself without words.
   *
   * @param asking the command whose arguments they are
   */
  static CommandSpec find(CommandSpec asking, List<String> words) {
    CommandSpec found = asking.root();
    for (String word : words) {
      CommandLine next = found.subcommands().get(word);
      if (next == null) {
        throw new WrongChoice(
            asking.commandLine(),
            found.subcommands().isEmpty()
                ? found.qualifiedName() + " has no commands"
                : "unknown command: '" + VisibleText.of(word) + "'; "
                    + meant(word, List.copyOf(found.subcommands().keySet())));
      }
      found = next.getCommandSpec();
    }
    return found;
  }

  private static String meant(String word, List<String> names) {
    return Spelling.nearest(word, names)
        .map(near -> "did you mean " + near + "?")
        .orElse("there are: " + String.join(", ", names));
  }
}
