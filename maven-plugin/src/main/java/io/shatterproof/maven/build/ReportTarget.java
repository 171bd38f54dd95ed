package io.shatterproof.maven.build;

import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.ResultFormats;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** Where results go, and in which form. */
public record ReportTarget(ResultFormat format, Path file) {

  /**
   * {@code FORMAT:FILE}, as on the command line.
   *
   * @param baseFolder what the file is relative to
   * @throws MojoExecutionException if it is something else
   */
  public static ReportTarget parse(String parameter, String text, Path baseFolder)
      throws MojoExecutionException {
    int colon = text.indexOf(':');
    Optional<ResultFormat> format =
        colon < 0 ? Optional.empty() : ResultFormats.named(text.substring(0, colon));
    try {
      if (format.isPresent() && colon < text.length() - 1) {
        return new ReportTarget(format.get(), baseFolder.resolve(text.substring(colon + 1)));
      }
    } catch (InvalidPathException noName) {
      throw new MojoExecutionException(
          parameter + " has \"" + text + "\", with no name of a file behind the colon");
    }
    throw new MojoExecutionException(parameter + " has \"" + text
        + "\", which is not FORMAT:FILE, where FORMAT is " + ResultFormats.NAMES
        + ", as in junit:target/p2m.xml");
  }
}
