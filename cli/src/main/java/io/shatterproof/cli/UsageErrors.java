package io.shatterproof.cli;

import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.vector.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line: the mistake, the nearest name, where the help is. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("shatterproof: " + VisibleText.of(messageOf(mistake)));
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      List<String> near = nearest(unmatched);
      if (!near.isEmpty()) {
        err.println("  did you mean " + String.join(" or ", near) + "?");
      }
    }
    if (mistake instanceof WrongChoice) {
      return ExitCode.USAGE; // the help says no more
    }
    err.println("  see " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static List<String> nearest(UnmatchedArgumentException unmatched) {
    return isCommand(unmatched)
        ? Spelling.nearest(
                unmatched.getUnmatched().get(0),
                List.copyOf(unmatched.getCommandLine().getSubcommands().keySet()))
            .map(List::of)
            .orElse(List.of())
        : unmatched.getSuggestions();
  }

  private static boolean isCommand(UnmatchedArgumentException unmatched) {
    return !unmatched.getCommandLine().getSubcommands().isEmpty() && !unmatched.isUnknownOption();
  }

  private static String messageOf(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched && isCommand(unmatched)) {
      return "unknown command: '" + unmatched.getUnmatched().get(0) + "'";
    }
    return firstLower(String.valueOf(mistake.getMessage()).replaceFirst("^Error: ", ""));
  }

  private static String firstLower(String message) {
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
