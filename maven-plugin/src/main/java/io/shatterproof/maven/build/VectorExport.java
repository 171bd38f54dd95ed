package io.shatterproof.maven.build;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.archive.ArchiveOutput;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.JarOutput;
import io.shatterproof.vector.archive.ScenarioSets;
import io.shatterproof.vector.archive.UnnamableSetException;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Writes what scenario files mean as a jar of vectors, unless nothing has changed since the last time. */
public final class VectorExport {
  private final ExportRequest request;
  private final LastRun lastRun;

  /** Plans it. */
  public VectorExport(ExportRequest request) {
    this.request = request;
    String key = InputDigest.of(
            List.of("export", request.executionId(), request.sources().shown(request.jar())))
        .substring(0, 8);
    this.lastRun = new LastRun(
        request.stateFolder().resolve("export-" + key + ".state"),
        request.sources().baseFolder());
  }

  /**
   * Writes the jar; returns whether there is one.
   *
   * @throws MojoFailureException if there is an error, after all have been told
   */
  public boolean run(ProblemLog problems, Log log) throws IOException, MojoFailureException {
    SourceRequest sources = request.sources();
    List<Path> files = ScenarioFiles.find(sources);
    // In vectors files are named from the source folder on: wherever that lies, the sets are the
    // same.
    Loading loading = ScenarioFiles.load(files, sources, sources.sourceFolder());
    String digest = InputDigest.of(
        loading,
        request.warnings(),
        List.of(
            request.generator(), request.compression().map(Compression::name).orElse("")));
    List<String> outputs = List.of(request.jar().toString());
    if (!loading.hasErrors() && lastRun.isCurrent(digest, outputs)) {
      log.info("Nothing to export: the vectors of " + CountText.of(files.size(), "scenario file")
          + " are up to date, " + sources.shown(request.jar()));
      return true;
    }
    lastRun.forget();
    problems.begin(files);
    Compilation compilation = Compiler.compile(loading.sources(), loading.imports(), "vectors");
    if (!loading.diagnostics().isEmpty()
        || !compilation.under(request.warnings()).diagnostics().isEmpty()) {
      tellMistakes(files, problems);
    }
    if (compilation.vectors().vectors().isEmpty()) {
      problems.tellMissing(MissingSources.message(sources, files.size()), request.failOnMissing());
      return false;
    }
    write(compilation.vectors(), log);
    lastRun.remember(digest, outputs);
    return true;
  }

  private void write(VectorSet vectors, Log log) throws IOException, MojoFailureException {
    try (ArchiveOutput output = new JarOutput(request.jar(), vectors.generator())) {
      ScenarioSets sets = new ScenarioSets(vectors);
      sets.addTo(output, request.compression());
      boolean isNew = output.finish().written() > 0;
      log.info((isNew ? "Exported " : "Nothing to export: unchanged are ")
          + CountText.of(sets.vectors(), "vector")
          + " in "
          + CountText.of(sets.count(), "set")
          + ", "
          + request.sources().shown(request.jar()));
    } catch (UnnamableSetException impossible) {
      throw new MojoFailureException(String.valueOf(impossible.getMessage()));
    } catch (VectorFormatException impossible) {
      throw new IllegalStateException("what was compiled is well-formed", impossible);
    }
  }

  /** In messages files are named from the project on: compiled again, for only few have any. */
  private void tellMistakes(List<Path> files, ProblemLog problems) throws MojoFailureException {
    Loading loading = ScenarioFiles.load(files, request.sources());
    problems.tell(loading.diagnostics());
    problems.tell(Compiler.compile(loading.sources(), loading.imports(), "check")
        .under(request.warnings())
        .diagnostics());
    problems.requireNone();
  }
}
