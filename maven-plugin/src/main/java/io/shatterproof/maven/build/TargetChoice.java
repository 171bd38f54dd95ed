package io.shatterproof.maven.build;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.harness.remote.ProgramCommand;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** What is tested, in the configuration of the plugin. */
public final class TargetChoice {
  private TargetChoice() {}

  /**
   * What the parameters say.
   *
   * @throws MojoExecutionException if both do, or the second is no command
   */
  public static TestTarget of(@Nullable String provider, @Nullable String command)
      throws MojoExecutionException {
    String name = provider == null ? "" : provider.strip();
    String line = command == null ? "" : command.strip();
    if (!name.isEmpty() && !line.isEmpty()) {
      throw new MojoExecutionException("provider is \"" + name + "\" and providerCommand is \""
          + line + "\"; only one of them is tested, so leave out the other");
    }
    if (!line.isEmpty()) {
      try {
        ProgramCommand.parse(line);
      } catch (IllegalArgumentException wrong) {
        throw new MojoExecutionException(
            "providerCommand is \"" + line + "\": " + wrong.getMessage());
      }
    }
    return new TestTarget(name, line);
  }
}
