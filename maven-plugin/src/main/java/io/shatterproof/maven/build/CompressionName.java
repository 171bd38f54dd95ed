package io.shatterproof.maven.build;

import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.Compressions;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/** A compression in the configuration of the plugin. */
public final class CompressionName {
  private static final String NONE = "none";

  private CompressionName() {}

  /**
   * The compression of a name; nothing for {@code none}.
   *
   * @throws MojoExecutionException if there is no such compression
   */
  public static Optional<Compression> parse(String parameter, String word)
      throws MojoExecutionException {
    Optional<Compression> compression = Compressions.named(word);
    if (compression.isEmpty() && !word.equals(NONE)) {
      throw new MojoExecutionException(parameter + " is \"" + word + "\"; it is one of none, "
          + Compressions.all().stream().map(Compression::name).collect(Collectors.joining(", ")));
    }
    return compression;
  }
}
