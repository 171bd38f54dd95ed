package io.shatterproof.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
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

  /**
   * Bash makes words of {@code --profile=xen}, since = is a separator: then the value is a word as
   * behind a blank.
   */
  private static final String JOINED_VALUES = """

      function _complete_shatterproof_values() {
        local -a words=()
        local i at=$COMP_CWORD
        for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
          if [[ ${COMP_WORDS[i]} == '=' && ${COMP_WORDS[i - 1]} == --* ]]; then
            if ((i == COMP_CWORD)); then words+=(''); elif ((i < COMP_CWORD)); then ((at -= 1)); fi
          else
            words+=("${COMP_WORDS[i]}")
          fi
        done
        COMP_WORDS=("${words[@]}")
        COMP_CWORD=$at
        _complete_shatterproof
      }

      complete -F _complete_shatterproof_values -o default shatterproof
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
    label(root);
    String script = AutoComplete.bash(root.name(), root.commandLine()) + JOINED_VALUES;
    main.console()
        .out()
        .print(
            switch (shell) {
              case BASH -> script;
              case ZSH -> ZSH_HEAD + script;
            });
    return ExitCode.OK;
  }

  /**
   * The script keeps the values of an option by its label, which in one command is that of several.
   */
  private static void label(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      boolean isOfThis = option.scopeType() == ScopeType.LOCAL && option.group() == null;
      if (isOfThis && option.completionCandidates() != null) {
        command.remove(option);
        command.addOption(
            OptionSpec.builder(option).paramLabel(option.longestName()).build());
      }
    }
    command.subcommands().values().forEach(line -> label(line.getCommandSpec()));
  }
}
