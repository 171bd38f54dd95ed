package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;

/**
 * What came of reading files.
 *
 * @param sources those that could be read, sorted by path, each once
 * @param imports finds what they import
 * @param diagnostics one error for each that could not be read
 */
public record Loading(List<SourceFile> sources, Imports imports, List<Diagnostic> diagnostics) {
  public Loading {
    sources = List.copyOf(sources);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
