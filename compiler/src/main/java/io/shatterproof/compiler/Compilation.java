package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.vector.ConformanceVector;
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

  /**
   * What came of one file.
   *
   * @param diagnostics of what it imports and nobody asked for, then of the file, in order of place
   * @param vectors without any if there is an error in the file
   */
  public record OfFile(List<Diagnostic> diagnostics, List<ConformanceVector> vectors) {
    public OfFile {
      diagnostics = List.copyOf(diagnostics);
      vectors = List.copyOf(vectors);
    }

    public boolean hasErrors() {
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** This where warnings are treated so; without vectors if one is an error then. */
    public OfFile under(WarningPolicy policy) {
      OfFile told = new OfFile(policy.apply(diagnostics), vectors);
      return told.hasErrors() ? new OfFile(told.diagnostics(), List.of()) : told;
    }
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** This where warnings are treated so; without vectors if one is an error then. */
  public Compilation under(WarningPolicy policy) {
    Compilation told = new Compilation(policy.apply(diagnostics), vectors);
    return told.hasErrors()
        ? new Compilation(
            told.diagnostics(),
            new VectorSet(
                vectors.suite(), vectors.generator(), vectors.specifications(), List.of()))
        : told;
  }
}
