package io.shatterproof.maven.build;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/** What becomes of scenario files that formatting would change. */
public enum FormatCheck {
  /** They are not looked for. */
  OFF,
  /** Each is a warning. */
  WARN,
  /** Each is an error. */
  FAIL;

  /**
   * The word of the configuration.
   *
   * @throws MojoExecutionException if it is none
   */
  public static FormatCheck parse(String parameter, String word) throws MojoExecutionException {
    return Arrays.stream(values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new MojoExecutionException(parameter + " is \"" + word
            + "\"; it is one of "
            + Arrays.stream(values()).map(FormatCheck::word).collect(Collectors.joining(", "))));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
