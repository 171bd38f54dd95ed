package io.shatterproof.compiler.format;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of formatting a file.
 *
 * @param text the whole file as it should be; empty if there is an error in it
 * @param diagnostics why there is no text
 */
public record Formatting(Optional<String> text, List<Diagnostic> diagnostics) {
  public Formatting {
    diagnostics = List.copyOf(diagnostics);
  }

  static Formatting of(String text) {
    return new Formatting(Optional.of(text), List.of());
  }

  static Formatting refused(List<Diagnostic> diagnostics) {
    return new Formatting(Optional.empty(), diagnostics);
  }
}
