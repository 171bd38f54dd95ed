package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.Decompilation;
import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.sets.Selection;
import io.shatterproof.sets.SetSource;
import io.shatterproof.sets.UnitedReading;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints vectors as scenarios. */
@Command(
    name = "show",
    description = "Prints vectors as scenarios, which compile to the same ids.",
    footer = {
      "",
      "Fails if a vector says something that the language has no words for; it is told, and printed"
          + " as far as it can be.",
      "",
      "Examples:",
      "  shatterproof show quickstart.p2mv",
      "  shatterproof show vectors.p2mv --id 84a9f4e74eba3aac",
      "  shatterproof show vectors.p2mv --to vectors.p2m"
    })
final class ShowCommand implements Callable<Integer> {
  private static final int MOST_VECTORS = 10_000;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--id",
      paramLabel = "ID",
      arity = "1",
      description = "Print only vectors whose id, or a former one, begins so; may be repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Write a scenario file instead of the standard output.")
  private @Nullable Path target;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Vector files (*.p2mv, *.p2mv.gz, *.p2mv.zst), or folders and jars of them.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    new WrittenFiles(spec, files).addScenario("--to", target);
    EmptyText.refuseIds(spec, ids);
    List<ConformanceVector> vectors;
    try {
      List<SetSource> sources = SetFiles.sources(main, files);
      vectors = SetFiles.run(() -> read(sources));
      if (vectors.isEmpty()) {
        main.console().complain("there is no such vector in " + FileNames.of(files));
        return ExitCode.FAILED;
      }
      if (vectors.size() > MOST_VECTORS) {
        main.console()
            .complain("these are more than " + MOST_VECTORS
                + " vectors; say which ones by --id, or take some by `shatterproof select`");
        return ExitCode.FAILED;
      }
      return print(Compiler.decompile(vectors), vectors.size());
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
  }

  private List<ConformanceVector> read(List<SetSource> sources)
      throws IOException, VectorFormatException {
    Selection chosen = new Selection().ids(ids);
    List<ConformanceVector> vectors = new ArrayList<>();
    try (UnitedReading reading = new UnitedReading(sources)) {
      for (List<UnitedReading.Found> found = reading.next();
          !found.isEmpty();
          found = reading.next()) {
        ConformanceVector vector = found.get(0).vector();
        if (vectors.size() <= MOST_VECTORS && chosen.test(vector)) {
          vectors.add(vector);
        }
      }
    }
    return vectors;
  }

  private int print(Decompilation decompilation, int vectors) throws FileFailure {
    if (target == null) {
      main.console().out().print(decompilation.text());
    } else {
      write(target, decompilation.text());
      main.console().out().println(CountText.of(vectors, "vector") + " written to " + target);
    }
    for (Decompilation.Difference difference : decompilation.differences()) {
      main.console()
          .complain(difference.id() + " does not come back from its text: \""
              + VisibleText.of(difference.title()) + "\"");
      difference.reasons().forEach(reason -> main.console().err().println("   " + reason));
    }
    return decompilation.isExact() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void write(Path file, String text) throws FileFailure {
    try {
      OutputFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }
}
