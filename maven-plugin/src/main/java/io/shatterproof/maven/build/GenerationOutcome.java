package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.output.OutputChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a generation.
 *
 * @param files scenario files found, sorted
 * @param vectors how many they make together; 0 unless something was generated
 * @param diagnostics in order of files, then of place; none if everything was up to date
 * @param change what was generated; empty if everything was up to date, or if there is an error
 */
public record GenerationOutcome(
    List<Path> files, int vectors, List<Diagnostic> diagnostics, Optional<OutputChange> change) {
  public GenerationOutcome {
    files = List.copyOf(files);
    diagnostics = List.copyOf(diagnostics);
  }

  static GenerationOutcome upToDate(List<Path> files) {
    return new GenerationOutcome(files, 0, List.of(), Optional.empty());
  }

  static GenerationOutcome failed(List<Path> files, List<Diagnostic> diagnostics) {
    return new GenerationOutcome(files, 0, diagnostics, Optional.empty());
  }

  static GenerationOutcome generated(
      List<Path> files, int vectors, List<Diagnostic> diagnostics, OutputChange change) {
    return new GenerationOutcome(files, vectors, diagnostics, Optional.of(change));
  }

  public boolean isUpToDate() {
    return change.isEmpty() && !hasErrors();
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
