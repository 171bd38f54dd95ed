package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.vector.VectorSet;
import java.util.List;

/**
 * What came of compiling.
 *
 * @param diagnostics in order of files, then of place
 * @param vectors without any if there is an error
 */
public record Compilation(List<Diagnostic> diagnostics, VectorSet vectors) {
  public Compilation {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
