package io.shatterproof.maven.build;

import io.shatterproof.results.ReportTarget;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;

/** A file of results in the configuration of the plugin. */
public final class ReportParameter {
  private ReportParameter() {}

  /**
   * {@code FORMAT:FILE}, as on the command line.
   *
   * @param baseFolder what the file is relative to
   * @throws MojoExecutionException if it is something else
   */
  public static ReportTarget parse(String parameter, String text, Path baseFolder)
      throws MojoExecutionException {
    return ReportTarget.parse(text)
        .map(target -> target.in(baseFolder))
        .orElseThrow(() -> new MojoExecutionException(
            parameter + " has \"" + text + "\", which is not " + ReportTarget.FORM));
  }
}
