package io.shatterproof.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete command lines. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands, options, their values and file names in"
        + " a shell.",
    footer = {
      "",
      "In ~/.bashrc:",
      "  source <(shatterproof completion bash)",
      "In ~/.zshrc:",
      "  source <(shatterproof completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  /** What zsh needs to understand the completion of bash, and to be told before it is used. */
  private static final String ZSH_HEAD = """
      autoload -U +X compinit && compinit
      autoload -U +X bashcompinit && bashcompinit

      """;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      converter = CompletedShell.Parser.class,
      completionCandidates = Candidates.Shells.class,
      description = "bash or zsh.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CompletedShell shell;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    String script = AutoComplete.bash(root.name(), root.commandLine());
    main.console()
        .out()
        .print(
            switch (shell) {
              case BASH -> script;
              case ZSH -> ZSH_HEAD + script;
            });
    return ExitCode.OK;
  }
}
