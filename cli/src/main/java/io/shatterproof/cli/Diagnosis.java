package io.shatterproof.cli;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.vector.CountText;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with the paths of a command line.
 *
 * @param files scenario files that could be read
 */
record Diagnosis(int files, List<Diagnostic> diagnostics) {
  Diagnosis {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Of paths of which some could not be read. */
  static Diagnosis of(int files, List<Diagnostic> unread, List<Diagnostic> found) {
    List<Diagnostic> all = new ArrayList<>(unread);
    all.addAll(found);
    return new Diagnosis(files, all);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** Tells everything; false if that is not possible, or something is wrong. */
  boolean tell(DiagnosticOptions options, Console console) {
    if (!options.tell(diagnostics, console)) {
      return false;
    }
    if (hasErrors() && !options.isDocument()) {
      console.err().println(count());
    }
    return !hasErrors();
  }

  /** For example {@code 2 errors, 1 warning in 3 files}. */
  String count() {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.size() - errors;
    return CountText.of(errors, "error")
        + (warnings == 0 ? "" : ", " + CountText.of(warnings, "warning"))
        + " in "
        + CountText.of(files, "file");
  }
}
