package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Severity;
import io.shatterproof.compiler.diagnostic.Spelling;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;

/** Codes of warnings in the configuration of the plugin. */
public final class WarningCodes {
  private WarningCodes() {}

  /**
   * The warnings that a parameter names.
   *
   * @throws MojoExecutionException if one is no code, or that of an error
   */
  public static Set<Code> parse(String parameter, List<String> words)
      throws MojoExecutionException {
    Set<Code> codes = EnumSet.noneOf(Code.class);
    for (String word : words) {
      codes.add(parse(parameter, word));
    }
    return codes;
  }

  private static Code parse(String parameter, String word) throws MojoExecutionException {
    Code code = Code.parseLoosely(word)
        .orElseThrow(() -> new MojoExecutionException(parameter
            + " names \"" + word + "\", which is the code of no message"
            + Spelling.nearest(word, Code.numbers())
                .map(near -> "; did you mean " + near + "?")
                .orElse("")));
    if (code.severity() == Severity.ERROR) {
      throw new MojoExecutionException(
          parameter + " names " + code.number() + ", which is an error and no warning");
    }
    return code;
  }
}
