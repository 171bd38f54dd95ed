package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells mistakes in scenario files: to the log of Maven, and as marks in an editor. */
public final class ProblemLog {
  private final Log log;
  private final Markers markers;
  private final Path baseFolder;
  private final List<String> errors = new ArrayList<>();

  /**
   * Tells from now on.
   *
   * @param baseFolder what the files in diagnostics are relative to
   */
  public ProblemLog(Log log, Markers markers, Path baseFolder) {
    this.log = log;
    this.markers = markers;
    this.baseFolder = baseFolder;
  }

  /** Takes note that these files are looked at: an editor keeps its marks until it is told. */
  public void begin(List<Path> files) {
    files.forEach(markers::clear);
  }

  public void tell(List<Diagnostic> diagnostics) {
    diagnostics.forEach(this::tell);
  }

  private void tell(Diagnostic diagnostic) {
    boolean error = diagnostic.isError();
    diagnostic.render().lines().forEach(error ? log::error : log::warn);
    mark(
        diagnostic.span().file().path(),
        diagnostic.span().line(),
        diagnostic.span().column(),
        diagnostic.severity().word() + "[" + diagnostic.code() + "]: " + diagnostic.message(),
        error);
    if (error) {
      errors.add(diagnostic.toString());
    }
  }

  /** Tells a file that does not have the form that everybody writes. */
  void tell(UnformattedFile file, boolean asError) {
    String message = "not formatted from here on; `mvn shatterproof:format` formats it";
    String line =
        file.path() + ":" + file.line() + ":1: " + (asError ? "error: " : "warning: ") + message;
    if (asError) {
      log.error(line);
      errors.add(line);
    } else {
      log.warn(line);
    }
    mark(file.path(), file.line(), 1, message, asError);
  }

  private void mark(String file, int line, int column, String message, boolean isError) {
    if (!file.startsWith("classpath:")) { // of a library, which no editor shows
      markers.mark(baseFolder.resolve(file), line, column, message, isError);
    }
  }

  /**
   * Ends the goal if there was an error.
   *
   * @throws MojoFailureException with all of them, in the form that editors find in logs
   */
  public void requireNone() throws MojoFailureException {
    if (!errors.isEmpty()) {
      throw new MojoFailureException(
          "The scenario files have errors (" + errors.size() + "):\n" + String.join("\n", errors));
    }
  }

  /**
   * Tells that there is nothing to do.
   *
   * @param fails whether that is an error
   */
  void tellMissing(String message, boolean fails) throws MojoFailureException {
    if (fails) {
      throw new MojoFailureException(message);
    }
    log.warn(message);
  }
}
