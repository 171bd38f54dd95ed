package io.shatterproof.maven.build;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.archive.ArchiveOutput;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.JarOutput;
import io.shatterproof.vector.archive.ScenarioSets;
import io.shatterproof.vector.archive.UnnamableSetException;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Writes what scenario files mean as a jar of vectors. */
public final class VectorExport {
  private final SourceRequest request;
  private final WarningPolicy warnings;
  private final Path jar;
  private final Optional<Compression> compression;
  private final boolean failOnMissing;

  /**
   * Plans it.
   *
   * @param compression of each set in the jar
   * @param failOnMissing whether it is an error that there is no scenario
   */
  public VectorExport(
      SourceRequest request,
      WarningPolicy warnings,
      Path jar,
      Optional<Compression> compression,
      boolean failOnMissing) {
    this.request = request;
    this.warnings = warnings;
    this.jar = jar;
    this.compression = compression;
    this.failOnMissing = failOnMissing;
  }

  /**
   * Writes the jar; returns whether there is one.
   *
   * @throws MojoFailureException if there is an error, after all have been told
   */
  public boolean run(ProblemLog problems, Log log) throws IOException, MojoFailureException {
    List<Path> files = ScenarioFiles.find(request);
    problems.begin(files);
    // In vectors files are named from the source folder on: wherever that lies, the sets are the
    // same.
    Loading loading = ScenarioFiles.load(files, request, request.sourceFolder());
    Compilation compilation = Compiler.compile(loading.sources(), loading.imports(), "vectors");
    if (!loading.diagnostics().isEmpty()
        || !compilation.under(warnings).diagnostics().isEmpty()) {
      tellMistakes(files, problems);
    }
    if (compilation.vectors().vectors().isEmpty()) {
      problems.tellMissing(MissingSources.message(request, files.size()), failOnMissing);
      return false;
    }
    try (ArchiveOutput output = new JarOutput(jar, compilation.vectors().generator())) {
      ScenarioSets sets = new ScenarioSets(compilation.vectors());
      sets.addTo(output, compression);
      boolean isNew = output.finish().written() > 0;
      log.info((isNew ? "Exported " : "Nothing to export: unchanged are ")
          + CountText.of(sets.vectors(), "vector")
          + " in "
          + CountText.of(sets.count(), "set")
          + ", "
          + request.shown(jar));
      return true;
    } catch (UnnamableSetException impossible) {
      throw new MojoFailureException(String.valueOf(impossible.getMessage()));
    } catch (VectorFormatException impossible) {
      throw new IllegalStateException("what was compiled is well-formed", impossible);
    }
  }

  /** In messages files are named from the project on: compiled again, for only few have any. */
  private void tellMistakes(List<Path> files, ProblemLog problems) throws MojoFailureException {
    Loading loading = ScenarioFiles.load(files, request);
    problems.tell(loading.diagnostics());
    problems.tell(Compiler.compile(loading.sources(), loading.imports(), "check")
        .under(warnings)
        .diagnostics());
    problems.requireNone();
  }
}
