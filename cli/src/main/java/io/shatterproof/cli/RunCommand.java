package io.shatterproof.cli;

import io.shatterproof.compiler.load.Loading;
import io.shatterproof.spi.P2mProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Judges an implementation by scenario files. */
@Command(
    name = "run",
    description = "Judges an implementation by scenario files.",
    footer = {
      "",
      "Examples:",
      "  shatterproof run examples/quickstart",
      "  shatterproof run --filter 'replace*4K' --tag 'bbm & !series_17' --fail-fast examples",
      "  shatterproof run --watch first.p2m",
      "  shatterproof run --step --profile xen_4_8 first.p2m",
      "  shatterproof run --profile xen_4_8 --verbose examples"
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final JudgeOptions options = new JudgeOptions();

  @Mixin
  private final FilterOptions filter = new FilterOptions();

  @Mixin
  private final LookOptions look = new LookOptions();

  @Mixin
  private final ResultOptions results = new ResultOptions();

  @Mixin
  private final DiagnosticOptions diagnostics = new DiagnosticOptions();

  @Mixin
  private final SourceOptions sources = new SourceOptions();

  @Mixin
  private final WatchOption watch = new WatchOption();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Scenario files, or folders of them; - is the standard input.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws InterruptedException {
    WrittenFiles written = new WrittenFiles(spec, results.read(paths));
    diagnostics.check(false, written);
    results.check(written);
    filter.check(results);
    look.check(results);
    watch.exclude(look.steps(), "--step");
    watch.exclude(results.ownsOutput(), "a report on the standard output");
    return watch.run(main.console(), paths, sources, this::judge);
  }

  private int judge() throws InterruptedException {
    filter.restart();
    P2mProvider provider = options.provider();
    List<String> suites = paths.stream().map(Path::toString).toList();
    try {
      Loading loading = sources.load(paths, main.console());
      return new CompiledRun(main, provider, options, results, filter, look, diagnostics, suites)
          .judge(loading, String.join(", ", suites));
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
  }
}
