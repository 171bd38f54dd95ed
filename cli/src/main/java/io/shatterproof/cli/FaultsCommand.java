package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.mutation.FaultsReport;
import io.shatterproof.mutation.KillsReport;
import io.shatterproof.mutation.Scorecard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures scenario files by implementations that are wrong on purpose. */
@Command(
    name = "faults",
    description = "Measures which seeded faults scenario files notice: each is run on wrong"
        + " implementations, and has to fail there for what is wrong with them.",
    footer = {
      "",
      "Fails if a fault survives, or if a scenario claims to kill one that it does not.",
      "",
      "Examples:",
      "  shatterproof faults examples/xen-series examples/p2m-faults",
      "  shatterproof faults --fault M05 --fault M06 examples/quickstart",
      "  shatterproof faults --shard 1/4 --results part1 examples"
    })
final class FaultsCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final MutantOptions options = new MutantOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what kills what, as Markdown.")
  private @Nullable Path report;

  @Option(
      names = "--sidecar",
      paramLabel = "FILE",
      description = "Write which faults each vector kills, by its id, beside a file of vectors"
          + " (*.p2mk).")
  private @Nullable Path sidecar;

  @Option(
      names = "--check",
      description = "Write neither, but fail if one of them is not what would be written.")
  private boolean check;

  @Mixin
  private final FormOption form = new FormOption();

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
  public Integer call() throws InterruptedException {
    WrittenFiles written = new WrittenFiles(spec, options.read(paths));
    written.add("--report", report);
    written.add("--sidecar", sidecar);
    diagnostics.check(false, written);
    options.check(report != null || sidecar != null);
    refuseWrongFiles();
    Optional<Compiling> compiled = Compiling.of(paths, sources, main.console(), diagnostics);
    if (compiled.isEmpty()) {
      return ExitCode.FAILED;
    }
    Compiling compiling = compiled.get();
    try {
      Scorecard scorecard = options.measure(
          main.console(), !form.isJson(), compiling.compilation().vectors().vectors());
      if (scorecard.vectors() == 0) {
        main.console()
            .complain("nothing was measured: no vector in "
                + String.join(", ", paths.stream().map(Path::toString).toList()));
        return ExitCode.FAILED;
      }
      if (!options.isWhole()) {
        return ExitCode.OK;
      }
      boolean agrees = write(scorecard, compiling.compilation().vectors().suite());
      boolean isGood = form.isJson()
          ? new ScoreJson(main.console(), scorecard).print()
          : new ScoreText(main.console(), scorecard).print();
      return isGood && agrees ? ExitCode.OK : ExitCode.FAILED;
    } catch (FileFailure failure) {
      main.console().complain(failure.line());
      return ExitCode.FAILED;
    }
  }

  private void refuseWrongFiles() {
    if (check && report == null && sidecar == null) {
      throw new WrongChoice(spec.commandLine(), "--check needs --report or --sidecar");
    }
    if (report != null) {
      options.refuseFolder("--report", report);
    }
    if (sidecar != null) {
      options.refuseFolder("--sidecar", sidecar);
    }
  }

  private boolean write(Scorecard scorecard, String suite) throws FileFailure {
    boolean agrees = true;
    if (report != null) {
      agrees = write(report, FaultsReport.of(scorecard).getBytes(StandardCharsets.UTF_8));
    }
    if (sidecar != null) {
      byte[] bytes = KillsReport.of(scorecard, suite, "shatterproof " + Version.text());
      agrees &= write(sidecar, bytes);
    }
    return agrees;
  }

  /** Whether the file is, or now is, like this. */
  private boolean write(Path file, byte[] bytes) throws FileFailure {
    try {
      if (!check) {
        OutputFile.replace(file, bytes);
        return true;
      }
      boolean same = OutputFile.has(file, bytes);
      if (!same) {
        main.console().complain(file + " is not what this run would write; run without --check");
      }
      return same;
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }
}
