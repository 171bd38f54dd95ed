package io.shatterproof.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What is done with results in JSON Lines. */
@Command(
    name = "results",
    description = "Puts together, shows and compares results that run and replay wrote as jsonl.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  shatterproof results merge --to all.jsonl part1.jsonl part2.jsonl",
      "  shatterproof results show all.jsonl",
      "  shatterproof results diff before.jsonl now.jsonl"
    },
    subcommands = {ResultsMergeCommand.class, ResultsShowCommand.class, ResultsDiffCommand.class})
final class ResultsCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing: merge, show or diff");
  }

  Main main() {
    return main;
  }
}
