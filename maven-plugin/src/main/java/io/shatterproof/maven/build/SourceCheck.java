package io.shatterproof.maven.build;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.Findings;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.CountText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Looks for mistakes in scenario files. */
public final class SourceCheck {
  private final SourceRequest request;
  private final WarningPolicy warnings;
  private final FormatCheck format;
  private final boolean failOnMissing;

  /**
   * Plans it.
   *
   * @param failOnMissing whether it is an error that there is no scenario
   */
  public SourceCheck(
      SourceRequest request, WarningPolicy warnings, FormatCheck format, boolean failOnMissing) {
    this.request = request;
    this.warnings = warnings;
    this.format = format;
    this.failOnMissing = failOnMissing;
  }

  /**
   * Checks.
   *
   * @throws MojoFailureException if there is an error, after all have been told
   */
  public void run(ProblemLog problems, Log log) throws IOException, MojoFailureException {
    List<Path> files = ScenarioFiles.find(request);
    problems.begin(files);
    Loading loading = ScenarioFiles.load(files, request);
    Findings found = Compiler.check(loading.sources(), loading.imports()).under(warnings);
    problems.tell(loading.diagnostics());
    problems.tell(found.diagnostics());
    checkForm(loading.sources(), problems);
    problems.requireNone();
    int vectors = found.vectors();
    if (vectors == 0) {
      problems.tellMissing(MissingSources.message(request, files.size()), failOnMissing);
    } else {
      log.info("Checked " + CountText.of(files.size(), "scenario file") + ": "
          + CountText.of(vectors, "vector"));
    }
  }

  /** Of a file that cannot be parsed it is told already. */
  private void checkForm(List<SourceFile> sources, ProblemLog problems) throws IOException {
    if (format == FormatCheck.OFF) {
      return;
    }
    for (SourceFile source : sources) {
      Optional<UnformattedFile> difference = Formatted.of(source, request).difference();
      if (difference.isPresent()) {
        problems.tell(difference.get(), format == FormatCheck.FAIL);
      }
    }
  }
}
