package io.shatterproof.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the help of a command. */
@Command(
    name = "help",
    description = "Shows the help of a command, as its option --help does.",
    footer = {"", "Examples:", "  shatterproof help run", "  shatterproof help results diff"})
final class HelpCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Candidates.CommandNames.class,
      description = "The command; shatterproof itself if there is none.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    Subcommands.find(spec, words).commandLine().usage(main.console().out());
    return ExitCode.OK;
  }
}
