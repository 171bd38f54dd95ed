package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.vector.CountText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints or writes manual pages. */
@Command(
    name = "man",
    description = "Prints the manual page of a command, or writes those of all commands.",
    footer = {
      "",
      "Examples:",
      "  shatterproof man run | man -l -",
      "  shatterproof man results diff",
      "  shatterproof man --to ~/.local/share/man/man1"
    })
final class ManCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Write the pages of all commands to this folder.")
  private @Nullable Path target;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Candidates.CommandNames.class,
      description = "The command; that of shatterproof itself if there is none.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    Path folder = target;
    if (folder == null) {
      main.console().out().print(ManPage.of(Subcommands.find(spec, words)));
      return ExitCode.OK;
    }
    if (!words.isEmpty()) {
      throw new WrongChoice(spec.commandLine(), "--to writes the pages of all commands");
    }
    List<CommandSpec> all = new ArrayList<>();
    collect(spec.root(), all);
    try {
      Files.createDirectories(folder);
      for (CommandSpec command : all) {
        Path file = folder.resolve(ManPage.fileName(command));
        OutputFile.replace(file, ManPage.of(command).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(folder, e));
      return ExitCode.FAILED;
    }
    main.console().out().println(CountText.of(all.size(), "page") + " in " + folder);
    return ExitCode.OK;
  }

  private static void collect(CommandSpec command, List<CommandSpec> all) {
    all.add(command);
    Set<CommandLine> subcommands = new LinkedHashSet<>(command.subcommands().values());
    subcommands.forEach(sub -> collect(sub.getCommandSpec(), all));
  }
}
