package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.output.OutputChange;
import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.compiler.output.OutputFolder;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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
  /** Lists what is ours in the folder of the tests. */
  static final String MANIFEST = ".shatterproof-files";

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private final Target target = new Target();

  /** One of the two. */
  static final class Target {
    @Option(
        names = "--vectors",
        paramLabel = "FILE",
        description = "Write the vectors to this file (*.p2mv).")
    private @Nullable Path vectors;

    @Option(
        names = "--junit",
        paramLabel = "DIR",
        description = "Write JUnit 5 tests below this folder; of what lies there, only files that"
            + " were generated are overwritten or deleted.")
    private @Nullable Path junit;
  }

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "Java package of the tests; ${DEFAULT-VALUE} if not given.",
      defaultValue = "p2m")
  private String packageName = "p2m";

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Scenario files, or folders of them.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws Exception {
    if (!SourceVersion.isName(packageName)) {
      throw new ParameterException(
          spec.commandLine(), "'" + packageName + "' is no name of a Java package");
    }
    Compiling compiling = Compiling.of(paths, main.console());
    if (compiling.hasErrors()) {
      return ExitCode.FAILED;
    }
    VectorSet vectors = compiling.compilation().vectors();
    if (target.vectors != null) {
      Path file = target.vectors;
      return write(file, () -> writeVectors(vectors, file));
    }
    Path folder = Objects.requireNonNull(target.junit, "picocli demands one of the two");
    return write(folder, () -> writeTests(vectors, folder));
  }

  private int write(Path to, Callable<String> writer) throws Exception {
    try {
      main.console().out().println(writer.call());
      return ExitCode.OK;
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(to, e));
      return ExitCode.FAILED;
    }
  }

  private static String writeVectors(VectorSet set, Path file) throws IOException {
    boolean changed = OutputFile.replace(file, Compiler.toJson(set));
    return Words.count(set.vectors().size(), "vector")
        + (changed ? " written to " : " unchanged in ")
        + file;
  }

  private String writeTests(VectorSet set, Path folder) throws IOException {
    OutputChange change = new OutputFolder(folder, folder.resolve(MANIFEST))
        .update(Compiler.toJunit(set, packageName));
    return "tests of "
        + Words.count(set.vectors().size(), "vector")
        + " in "
        + folder
        + ": "
        + Words.count(change.written(), "file")
        + " written, "
        + change.unchanged()
        + " unchanged, "
        + change.deleted()
        + " deleted";
  }
}
