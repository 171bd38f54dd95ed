package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Turns scenario files into JUnit tests or vectors. */
@Command(
    name = "compile",
    description = "Turns scenario files into JUnit tests or vectors.",
    footer = {
      "",
      "Examples:",
      "  shatterproof compile examples/quickstart --vectors quickstart.p2mv",
      "  shatterproof compile examples/quickstart --junit generated --package org.example.p2m"
    })
final class CompileCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @ArgGroup(multiplicity = "1")
  private final Target target = new Target();

  /** One of the two. */
  static final class Target {
    @Option(
        names = "--vectors",
        paramLabel = "FILE",
        description = "Write the vectors to this file (*.p2mv).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path vectors;
  }

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Scenario files, or folders of them.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    Compiling compiling = Compiling.of(paths, main.console());
    if (compiling.hasErrors()) {
      return ExitCode.FAILED;
    }
    return writeVectors(compiling.compilation().vectors());
  }

  private int writeVectors(VectorSet set) {
    Path file = target.vectors;
    try {
      boolean changed = OutputFile.replace(file, VectorWriter.toBytes(set));
      main.console()
          .out()
          .println(Words.count(set.vectors().size(), "vector")
              + (changed ? " written to " : " unchanged in ")
              + file);
      return ExitCode.OK;
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(file, e));
      return ExitCode.FAILED;
    }
  }
}
