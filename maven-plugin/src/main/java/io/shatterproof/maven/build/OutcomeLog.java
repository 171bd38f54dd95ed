package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.output.OutputChange;
import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.build.BuildContext;

/** Tells the outcome of a generation: to the log of Maven, and as markers to an editor. */
public final class OutcomeLog {
  private final Log log;
  private final BuildContext buildContext;
  private final File baseFolder;

  /**
   * Tells from now on.
   *
   * @param baseFolder what the files in diagnostics are relative to
   */
  public OutcomeLog(Log log, BuildContext buildContext, File baseFolder) {
    this.log = log;
    this.buildContext = buildContext;
    this.baseFolder = baseFolder;
  }

  /**
   * Tells everything at once.
   *
   * @param failOnMissing whether it is an error that there is no scenario
   * @throws MojoFailureException if there is an error, after all have been told
   */
  public void tell(GenerationOutcome outcome, File sourceFolder, boolean failOnMissing)
      throws MojoFailureException {
    if (!outcome.isUpToDate()) {
      // An editor keeps its markers until it is told that they are out of date.
      outcome.files().forEach(file -> buildContext.removeMessages(file.toFile()));
    }
    outcome.diagnostics().forEach(this::tell);
    if (outcome.hasErrors()) {
      throw new MojoFailureException(failure(outcome));
    }
    if (outcome.vectors() == 0 && !outcome.isUpToDate()) {
      String missing =
          (outcome.files().isEmpty() ? "No scenario files in " : "No scenario in the files of ")
              + sourceFolder;
      if (failOnMissing) {
        throw new MojoFailureException(missing);
      }
      log.warn(missing);
    }
    String files = outcome.files().size()
        + (outcome.files().size() == 1 ? " scenario file" : " scenario files");
    if (outcome.change().isEmpty()) {
      log.info("Nothing to generate: the tests of " + files + " are up to date");
    } else {
      OutputChange change = outcome.change().get();
      log.info("Generated tests of "
          + files
          + ": "
          + change.written()
          + " written, "
          + change.unchanged()
          + " unchanged, "
          + change.deleted()
          + " deleted");
    }
  }

  private void tell(Diagnostic diagnostic) {
    boolean error = diagnostic.isError();
    buildContext.addMessage(
        file(diagnostic),
        diagnostic.span().line(),
        diagnostic.span().column(),
        summary(diagnostic),
        error ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING,
        null);
    // The first line is what the build context has told.
    diagnostic.render().lines().skip(1).forEach(error ? log::error : log::warn);
  }

  /** All in one message, in the form that editors find in logs. */
  private String failure(GenerationOutcome outcome) {
    List<Diagnostic> errors =
        outcome.diagnostics().stream().filter(Diagnostic::isError).toList();
    StringBuilder text =
        new StringBuilder("The scenario files have errors (" + errors.size() + "):");
    for (Diagnostic error : errors) {
      text.append('\n')
          .append(file(error))
          .append(":[")
          .append(error.span().line())
          .append(',')
          .append(error.span().column())
          .append("] ")
          .append(summary(error));
    }
    return text.toString();
  }

  private File file(Diagnostic diagnostic) {
    return baseFolder.toPath().resolve(diagnostic.span().file().path()).toFile();
  }

  private static String summary(Diagnostic diagnostic) {
    return diagnostic.severity().word() + "[" + diagnostic.code() + "]: " + diagnostic.message();
  }
}
