package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.output.OutputChange;
import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.compiler.output.OutputFolder;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  private static final String DEFAULT_PACKAGE = "p2m";

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

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Tests tests;
  }

  /** Where tests go. */
  static final class Tests {
    @Option(
        names = "--junit",
        required = true,
        paramLabel = "DIR",
        description = "Write JUnit 5 tests below this folder; of what lies there, only files that"
            + " were generated are overwritten or deleted.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
        names = "--package",
        paramLabel = "NAME",
        defaultValue = DEFAULT_PACKAGE,
        description = "Java package of the tests; ${DEFAULT-VALUE} if not given.")
    private String packageName = DEFAULT_PACKAGE;
  }

  @Mixin
  private final DiagnosticOptions diagnostics = new DiagnosticOptions();

  @Mixin
  private final SourceOptions sources = new SourceOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Scenario files, or folders of them.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws Exception {
    WrittenFiles written = new WrittenFiles(spec, paths);
    written.add("--vectors", target.vectors);
    diagnostics.check(false, written);
    if (target.tests != null && !SourceVersion.isName(target.tests.packageName)) {
      throw new ParameterException(
          spec.commandLine(), "'" + target.tests.packageName + "' is no name of a Java package");
    }
    Optional<Compiling> compiled = Compiling.of(paths, sources, main.console(), diagnostics);
    if (compiled.isEmpty()) {
      return ExitCode.FAILED;
    }
    Compiling compiling = compiled.get();
    VectorSet vectors = compiling.compilation().vectors();
    if (target.vectors != null) {
      Path file = target.vectors;
      return write(file, () -> writeVectors(vectors, file));
    }
    Tests tests = Objects.requireNonNull(target.tests, "picocli demands one of the two");
    return write(tests.folder, () -> writeTests(vectors, tests));
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
    // What means the same is written once.
    long written =
        set.vectors().stream().map(vector -> vector.heading().id()).distinct().count();
    return CountText.of(written, "vector") + (changed ? " written to " : " unchanged in ") + file;
  }

  private static String writeTests(VectorSet set, Tests tests) throws IOException {
    Path folder = tests.folder;
    OutputChange change = new OutputFolder(folder, folder.resolve(MANIFEST))
        .update(Compiler.toJunit(set, tests.packageName));
    return "tests of "
        + CountText.of(set.vectors().size(), "vector")
        + " in "
        + folder
        + ": "
        + CountText.of(change.written(), "file")
        + " written, "
        + change.unchanged()
        + " unchanged, "
        + change.deleted()
        + " deleted";
  }
}
