package io.shatterproof.cli;

import io.shatterproof.harness.Profiles;
import io.shatterproof.sets.FilteredVectors;
import io.shatterproof.spi.P2mProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Judges an implementation by vector files. */
@Command(
    name = "replay",
    description = "Judges an implementation by vector files, which need not be trusted.",
    footer = {
      "",
      "Examples:",
      "  shatterproof replay quickstart.p2mv",
      "  shatterproof replay team-b-vectors.jar",
      "  shatterproof replay --log console.txt quickstart.p2mv"
    })
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final JudgeOptions options = new JudgeOptions();

  @Mixin
  private final LogOption log = new LogOption();

  @Mixin
  private final FilterOptions filter = new FilterOptions();

  @Mixin
  private final LookOptions look = new LookOptions();

  @Mixin
  private final ResultOptions results = new ResultOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Vector files (*.p2mv, *.p2mv.gz, *.p2mv.zst), or folders and jars of them that"
          + " have a manifest.")
  private List<Path> files = List.of();

  private long vectors;
  private long runs;

  /** Reads everything twice: nothing is judged before all files are known to be whole. */
  @Override
  public Integer call() throws InterruptedException {
    results.check(new WrittenFiles(spec, log.read(results.read(files))));
    filter.check(results);
    look.check(results);
    if (log.isChosen() && spec.commandLine().getParseResult().hasMatchedOption("--provider")) {
      throw new WrongChoice(spec.commandLine(), "--log and --provider exclude each other");
    }
    if (log.isChosen() && (look.traces() || look.steps())) {
      throw new WrongChoice(
          spec.commandLine(),
          "a log tells what happened at once, and not step by step: not with --trace or --step");
    }
    P2mProvider provider;
    try {
      provider = log.isChosen() ? log.provider(main.opened()) : options.provider();
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
    VectorFiles counted = new VectorFiles(files, main.console());
    counted.forEachRemaining(vector -> {
      log.count(vector);
      if (!filter.test(vector) || !results.shard().contains(vector.heading().id())) {
        return;
      }
      vectors++;
      runs += Profiles.runs(vector.heading(), provider);
    });
    if (!counted.areWhole()) {
      return ExitCode.FAILED;
    }
    try {
      log.check(main.console());
      return judge(provider, counted);
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
  }

  private int judge(P2mProvider provider, VectorFiles counted)
      throws InterruptedException, FileFailure {
    try (VectorFiles judged = counted.again(files);
        Judging judging = new Judging(
            main,
            provider,
            options,
            results,
            filter,
            look,
            new SourceLines(false),
            true,
            vectors,
            runs)) {
      filter.restart();
      judging.judge(new FilteredVectors(judged, filter));
      return judged.areWhole()
          ? judging.finish(
              files.stream().map(Path::toString).collect(Collectors.joining(", ")),
              counted.suites())
          : ExitCode.FAILED;
    }
  }
}
