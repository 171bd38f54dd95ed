package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import java.util.List;

/**
 * What came of checking.
 *
 * @param diagnostics in order of files, then of place
 * @param vectors how many the files without errors have
 */
public record Findings(List<Diagnostic> diagnostics, int vectors) {
  public Findings {
    diagnostics = List.copyOf(diagnostics);
  }

  /** These where warnings are treated so. */
  public Findings under(WarningPolicy policy) {
    return new Findings(policy.apply(diagnostics), vectors);
  }
}
