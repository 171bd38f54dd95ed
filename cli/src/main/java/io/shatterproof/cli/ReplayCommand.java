package io.shatterproof.cli;

import io.shatterproof.harness.Profiles;
import io.shatterproof.spi.P2mProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Judges an implementation by vector files. */
@Command(
    name = "replay",
    description = "Judges an implementation by vector files, which need not be trusted.",
    footer = {"", "Example:", "  shatterproof replay quickstart.p2mv"})
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Mixin
  private final JudgeOptions options = new JudgeOptions();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Vector files (*.p2mv).")
  private List<Path> files = List.of();

  private long vectors;
  private long runs;

  /** Reads everything twice: nothing is judged before all files are known to be whole. */
  @Override
  public Integer call() throws InterruptedException {
    P2mProvider provider = options.provider();
    VectorFiles counted = new VectorFiles(files, main.console());
    counted.forEachRemaining(vector -> {
      vectors++;
      runs += Profiles.toRun(vector.heading(), provider).size();
    });
    if (!counted.areWhole()) {
      return ExitCode.FAILED;
    }
    VectorFiles judged = new VectorFiles(files, main.console());
    Judging judging = new Judging(main, provider, options, true, vectors, runs);
    judging.judge(judged);
    if (!judged.areWhole()) {
      return ExitCode.FAILED;
    }
    return judging.finish(files.stream().map(Path::toString).collect(Collectors.joining(", ")));
  }
}
