package io.shatterproof.cli;

import io.shatterproof.harness.Profiles;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Judges an implementation by vector files. */
@Command(
    name = "replay",
    description = "Judges an implementation by vector files, which need not be trusted.",
    footer = {
      "",
      "Examples:",
      "  shatterproof replay quickstart.p2mv",
      "  shatterproof replay team-b-vectors.jar"
    })
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Mixin
  private final JudgeOptions options = new JudgeOptions();

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
  public Integer call() {
    P2mProvider provider = options.provider();
    SetReading reading = new SetReading(main.console());
    Consumer<ConformanceVector> count = vector -> {
      vectors++;
      runs += Profiles.toRun(vector.heading(), provider).size();
    };
    if (!readAll(reading, count)) {
      return ExitCode.FAILED;
    }
    Judging judging = new Judging(main, provider, options, true, vectors, runs);
    if (!readAll(reading, judging::judge)) {
      return ExitCode.FAILED;
    }
    return judging.finish(files.stream().map(Path::toString).collect(Collectors.joining(", ")));
  }

  private boolean readAll(SetReading reading, Consumer<ConformanceVector> consumer) {
    return reading.readAll(files, (source, reader) -> {
      for (Optional<ConformanceVector> vector = reader.next();
          vector.isPresent();
          vector = reader.next()) {
        consumer.accept(vector.get());
      }
    });
  }
}
