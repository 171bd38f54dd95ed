package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.Decompilation;
import io.shatterproof.minimize.Bounds;
import io.shatterproof.minimize.Minimized;
import io.shatterproof.minimize.Minimizer;
import io.shatterproof.minimize.Minimizer.Failing;
import io.shatterproof.sets.Selection;
import io.shatterproof.sets.SetSource;
import io.shatterproof.sets.UnitedReading;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorSpool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** Makes a failing vector short. */
@Command(
    name = "minimize",
    description = "Finds the shortest vector that an implementation fails for the same reason, and"
        + " prints it as a scenario.",
    footer = {
      "",
      "Example:",
      "  shatterproof minimize vectors.p2mv --id 4c0514acc87dbd8d --provider M05"
    })
final class MinimizeCommand implements Callable<Integer> {
  private static final String NO_ONE = "none";

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final JudgeOptions options = new JudgeOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      arity = "1",
      description = "The vector, by the beginning of its id; not needed for a file of one.")
  private @Nullable String id;

  @Option(
      names = "--sound",
      paramLabel = "NAME",
      defaultValue = "reference",
      description = "An implementation that is right: it has to agree with the shorter vector;"
          + " ${DEFAULT-VALUE} if not given. `none` asks nobody.")
  private String soundName = "reference";

  @Option(
      names = "--most-candidates",
      paramLabel = "NUMBER",
      defaultValue = "20000",
      description = "Try so many vectors at most; ${DEFAULT-VALUE} if not given.")
  private long mostCandidates;

  @Option(
      names = "--most-time",
      paramLabel = "SECONDS",
      defaultValue = "120",
      converter = JudgeOptions.Seconds.class,
      description = "Look that long at most; ${DEFAULT-VALUE} if not given.")
  private Duration mostTime = Duration.ofMinutes(2);

  @Option(names = "--to", paramLabel = "FILE", description = "Write it as a vector file, too.")
  private @Nullable Path target;

  @Parameters(paramLabel = "FILE", description = "A vector file (*.p2mv).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  private @Nullable VectorHeader header;

  @Override
  public Integer call() {
    new WrittenFiles(spec, List.of(file)).add("--to", target);
    List<String> ids = id == null ? List.of() : List.of(id);
    EmptyText.refuseIds(spec, ids);
    P2mProvider provider = options.provider();
    Optional<P2mProvider> sound =
        soundName.equals(NO_ONE) ? Optional.empty() : Optional.of(options.provider(soundName));
    try {
      List<SetSource> sources = SetFiles.sources(main, List.of(file));
      List<ConformanceVector> vectors = SetFiles.run(() -> read(sources, ids));
      if (vectors.size() != 1) {
        main.console()
            .complain(
                vectors.isEmpty()
                    ? "there is no such vector in " + file
                    : "there is more than one such vector in " + file + "; say which by --id");
        return ExitCode.FAILED;
      }
      return minimize(vectors.get(0), provider, sound);
    } catch (FileFailure failure) {
      failure.tell(main.console());
    } catch (IOException e) {
      main.console().complain("a temporary file cannot be written");
    }
    return ExitCode.FAILED;
  }

  private List<ConformanceVector> read(List<SetSource> sources, List<String> ids)
      throws IOException, VectorFormatException {
    Selection chosen = new Selection().ids(ids);
    List<ConformanceVector> vectors = new ArrayList<>();
    try (UnitedReading reading = new UnitedReading(sources)) {
      header = reading.header(0);
      for (List<UnitedReading.Found> found = reading.next();
          !found.isEmpty();
          found = reading.next()) {
        if (vectors.size() < 2 && chosen.test(found.get(0).vector())) {
          vectors.add(found.get(0).vector());
        }
      }
    }
    return vectors;
  }

  private int minimize(ConformanceVector vector, P2mProvider provider, Optional<P2mProvider> sound)
      throws IOException, FileFailure {
    Optional<Failing> failing = Minimizer.failing(vector, provider, options.timeout());
    if (failing.isEmpty()) {
      main.console()
          .complain(provider.name() + " does not fail " + vector.heading().id()
              + "; choose one by `shatterproof replay`");
      return ExitCode.FAILED;
    }
    Optional<P2mProvider> right =
        sound.filter(known -> Minimizer.isSound(failing.get(), known, options.timeout()));
    if (sound.isPresent() && right.isEmpty()) {
      main.console()
          .complain(soundName + " does not agree with the vector, so nobody says whether a shorter"
              + " one is right; `--sound none` looks for one anyway");
      return ExitCode.FAILED;
    }
    Minimized minimized = Minimizer.minimize(
        failing.get(), right, options.timeout(), new Bounds(mostCandidates, mostTime));
    print(failing.get(), minimized);
    if (target != null) {
      write(target, minimized.vector());
    }
    return ExitCode.OK;
  }

  private void print(Failing failing, Minimized minimized) {
    ConformanceVector before = failing.vector();
    ConformanceVector after = minimized.vector();
    Decompilation text = Compiler.decompile(List.of(after));
    main.console().out().print(text.text());
    main.console().out().println();
    main.console()
        .out()
        .println("// " + failing.provider().name()
            + (failing.profile().isEmpty() ? "" : " as " + failing.profile()) + " fails: "
            + VisibleText.of(minimized.reason().toString()));
    main.console()
        .out()
        .println("// " + CountText.of(Minimizer.steps(before), "step") + " and "
            + CountText.of(Minimizer.expectations(before), "expectation") + " became "
            + CountText.of(Minimizer.steps(after), "step") + " and "
            + CountText.of(Minimizer.expectations(after), "expectation"));
    if (!minimized.isMinimal()) {
      main.console()
          .complain(
              "perhaps there is a shorter one: " + CountText.of(minimized.candidates(), "vector")
                  + " tried; --most-candidates and --most-time say how long to look");
    }
    for (Decompilation.Difference difference : text.differences()) {
      difference
          .reasons()
          .forEach(
              reason -> main.console().complain("the text is not all of the vector: " + reason));
    }
  }

  private void write(Path to, ConformanceVector vector) throws IOException, FileFailure {
    VectorHeader from = Objects.requireNonNull(header);
    try (VectorSpool spool = new VectorSpool()) {
      spool.add(vector);
      SetFiles.write(
          to, spool, from.suite(), "shatterproof " + Version.text(), from.specifications());
    }
  }
}
