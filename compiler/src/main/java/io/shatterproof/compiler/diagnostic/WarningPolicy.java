package io.shatterproof.compiler.diagnostic;

import java.util.List;
import java.util.Set;

/**
 * What becomes of warnings. Errors stay what they are.
 *
 * @param raisesAll whether every warning that is told is an error
 * @param raised warnings that are errors
 * @param silenced warnings that are not told, unless they are raised by name
 */
public record WarningPolicy(boolean raisesAll, Set<Code> raised, Set<Code> silenced) {
  /** Warnings are told, and no more. */
  public static final WarningPolicy TELL = new WarningPolicy(false, Set.of(), Set.of());

  private static final String RAISED = "this is a warning, and warnings like it are errors here";

  public WarningPolicy {
    raised = Set.copyOf(raised);
    silenced = Set.copyOf(silenced);
  }

  /** What is to be told, in the same order. */
  public List<Diagnostic> apply(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.isError() || !isSilenced(diagnostic))
        .map(diagnostic -> isRaised(diagnostic) ? diagnostic.raised(RAISED) : diagnostic)
        .toList();
  }

  private boolean isRaised(Diagnostic diagnostic) {
    return raisesAll || has(raised, diagnostic);
  }

  private boolean isSilenced(Diagnostic diagnostic) {
    return has(silenced, diagnostic) && !has(raised, diagnostic);
  }

  private static boolean has(Set<Code> codes, Diagnostic diagnostic) {
    return Code.parse(diagnostic.code()).filter(codes::contains).isPresent();
  }
}
