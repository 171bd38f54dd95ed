package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.Findings;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.vector.CountText;
import java.nio.file.Path;
import java.util.List;
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
    Loading loading;
    try {
      loading = sources.load(paths, main.console());
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
    Findings found =
        Compiler.check(loading.sources(), loading.imports()).under(diagnostics.policy());
    Diagnosis diagnosis =
        Diagnosis.of(loading.sources().size(), loading.diagnostics(), found.diagnostics());
    if (!diagnosis.tell(diagnostics, main.console())) {
      return ExitCode.FAILED;
    }
    if (!diagnostics.isDocument()) {
      main.console()
          .out()
          .println(diagnosis.count() + ", " + CountText.of(found.vectors(), "vector"));
    }
    return ExitCode.OK;
  }
}
