package io.shatterproof.cli;

import io.shatterproof.vector.CountText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Reports every mistake in scenario files. */
@Command(
    name = "check",
    description = "Reports every mistake in scenario files.",
    footer = {
      "",
      "Examples:",
      "  shatterproof check examples",
      "  shatterproof check --watch examples"
    })
final class CheckCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final DiagnosticOptions diagnostics = new DiagnosticOptions();

  @Mixin
  private final SourceOptions sources = new SourceOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Scenario files, or folders of them; - is the standard input.")
  private List<Path> paths = List.of();

  @Mixin
  private final WatchOption watch = new WatchOption();

  @Override
  public Integer call() throws InterruptedException {
    diagnostics.check(true, new WrittenFiles(spec, paths));
    watch.exclude(diagnostics.isDocument(), "--diagnostics without --diagnostics-file");
    return watch.run(main.console(), paths, sources, this::check);
  }

  private int check() {
    Optional<Compiling> compiled = Compiling.of(paths, sources, main.console(), diagnostics);
    if (compiled.isEmpty()) {
      return ExitCode.FAILED;
    }
    Compiling compiling = compiled.get();
    if (diagnostics.isDocument()) {
      return ExitCode.OK;
    }
    main.console()
        .out()
        .println(compiling.count() + ", "
            + CountText.of(compiling.compilation().vectors().vectors().size(), "vector"));
    return ExitCode.OK;
  }
}
