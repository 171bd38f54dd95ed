package io.shatterproof.cli;

import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.archive.ArchiveOutput;
import io.shatterproof.vector.archive.ScenarioSets;
import io.shatterproof.vector.archive.SetContent;
import io.shatterproof.vector.archive.UnnamableSetException;
import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import io.shatterproof.vector.json.VectorWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes what scenario files mean as vectors, for other teams. */
@Command(
    name = "export",
    description =
        "Writes scenario files as vectors: all to one file, or each to a file of its own in"
            + " a folder or jar with a manifest.",
    footer = {
      "",
      "Examples:",
      "  shatterproof export examples/quickstart --to quickstart.p2mv",
      "  shatterproof export examples --to vectors --compress zstd",
      "  shatterproof export examples --to examples-vectors.jar",
      "  shatterproof export --c quickstart.p2mv --to selftest"
    })
final class ExportCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final SetTarget target = new SetTarget();

  @Mixin
  private final CTarget c = new CTarget();

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
  public Integer call() {
    diagnostics.check(false, new WrittenFiles(spec, paths));
    target.check();
    if (c.isInVain()) {
      throw new WrongChoice(spec.commandLine(), "--capability says nothing without --c");
    }
    if (c.isChosen() && paths.stream().allMatch(ExportCommand::isOfSets)) {
      return setsAsC();
    }
    // In vectors, files are named from the folder that was given, so that it may lie anywhere; in
    // messages, as they were given.
    LoadOptions files = sources.loading();
    Compiling compiled = Compiling.silently(
        paths, files.withNamesFrom(files.root().orElseGet(this::base)), diagnostics);
    if (!compiled.isSilent()
        && Compiling.of(paths, sources, main.console(), diagnostics).isEmpty()) {
      return ExitCode.FAILED;
    }
    VectorSet vectors = compiled.compilation().vectors();
    try {
      if (c.isChosen()) {
        c.write(vectors.vectors().iterator(), target.path())
            .forEach(main.console().out()::println);
        return ExitCode.OK;
      }
      main.console().out().println(target.isOneFile() ? oneFile(vectors) : archive(vectors));
      return ExitCode.OK;
    } catch (FileFailure failure) {
      main.console().complain(failure.line());
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(target.path(), e));
    } catch (VectorFormatException impossible) {
      throw new IllegalStateException("what was compiled is well-formed", impossible);
    }
    return ExitCode.FAILED;
  }

  private static boolean isOfSets(Path path) {
    String name = String.valueOf(path.getFileName());
    return SetPath.isOfSet(name)
        || name.endsWith(".jar")
        || Files.exists(path.resolve(VectorManifest.FILE_NAME));
  }

  private int setsAsC() {
    try (VectorFiles vectors = new VectorFiles(paths, main.console())) {
      List<ConformanceVector> whole = new ArrayList<>();
      vectors.forEachRemaining(whole::add);
      if (!vectors.areWhole()) {
        return ExitCode.FAILED;
      }
      c.write(whole.iterator(), target.path()).forEach(main.console().out()::println);
      return ExitCode.OK;
    } catch (FileFailure failure) {
      main.console().complain(failure.line());
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(target.path(), e));
    }
    return ExitCode.FAILED;
  }

  /** The folder that was given, or that of the file; of several paths, the one that all are in. */
  private Path base() {
    Path base = folderOf(paths.get(0));
    for (Path path : paths) {
      while (!folderOf(path).startsWith(base)) {
        base = Objects.requireNonNull(base.getParent(), "the root is in every path");
      }
    }
    return base;
  }

  private static Path folderOf(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return Files.isDirectory(path)
        ? absolute
        : Objects.requireNonNull(absolute.getParent(), "a file is in a folder");
  }

  private String oneFile(VectorSet set) throws IOException, VectorFormatException {
    VectorWriter writer = writer(set.suite(), set, set.vectors());
    boolean changed = target.write(SetContent.of(writer));
    return CountText.of(writer.header().count(), "vector")
        + (changed ? " written to " : " unchanged in ")
        + target.path();
  }

  private String archive(VectorSet set) throws IOException, VectorFormatException, FileFailure {
    try (ArchiveOutput output = target.open(set.generator())) {
      ScenarioSets sets = new ScenarioSets(set);
      sets.addTo(output, target.compression());
      return WrittenSets.told(sets.vectors(), sets.count(), target.path(), output.finish());
    } catch (UnnamableSetException impossible) {
      throw new FileFailure(String.valueOf(impossible.getMessage()));
    }
  }

  private static VectorWriter writer(String suite, VectorSet set, List<ConformanceVector> vectors) {
    VectorWriter writer = new VectorWriter(suite, set.generator(), set.specifications());
    vectors.forEach(writer::add);
    return writer;
  }
}
