package io.shatterproof.maven.build;

import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.CountText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Brings scenario files into the form that everybody writes. */
public final class SourceFormatting {
  private final SourceRequest request;
  private final boolean checks;

  /**
   * Plans it.
   *
   * @param checks whether nothing is written, and it is an error that something would be
   */
  public SourceFormatting(SourceRequest request, boolean checks) {
    this.request = request;
    this.checks = checks;
  }

  /**
   * Formats. A file with a mistake in its syntax is not touched.
   *
   * @throws MojoFailureException if there is such a file, or one that was to be formatted already
   */
  public void run(ProblemLog problems, Log log) throws IOException, MojoFailureException {
    List<Path> files = ScenarioFiles.find(request);
    problems.begin(files);
    Loading loading = ScenarioFiles.load(files, request);
    problems.tell(loading.diagnostics());
    int changed = 0;
    for (SourceFile source : loading.sources()) {
      Formatted formatted = Formatted.of(source, request);
      problems.tell(formatted.diagnostics());
      Optional<UnformattedFile> difference = formatted.difference();
      if (checks && difference.isPresent()) {
        problems.tell(difference.get(), true);
      } else if (!checks && formatted.write()) {
        log.info("Formatted " + source.path());
        changed++;
      }
    }
    problems.requireNone();
    if (files.isEmpty()) {
      problems.tellMissing(MissingSources.message(request, 0), false);
    } else {
      log.info(
          checks
              ? "All of " + CountText.of(files.size(), "scenario file") + " are formatted"
              : changed + " of " + CountText.of(files.size(), "scenario file") + " formatted");
    }
  }
}
