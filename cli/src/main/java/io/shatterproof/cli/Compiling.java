package io.shatterproof.cli;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.vector.CountText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading and compiling the paths of a command line.
 *
 * @param files scenario files that could be read
 * @param compilation of those files
 * @param unread one error for each path that could not be read
 */
record Compiling(int files, Compilation compilation, List<Diagnostic> unread) {
  Compiling {
    unread = List.copyOf(unread);
  }

  /** Compiles, and tells every diagnostic of every file; empty if something is wrong. */
  static Optional<Compiling> of(
      List<Path> paths, SourceOptions sources, Console console, DiagnosticOptions options) {
    Compiling result;
    try {
      result = silently(paths, sources.load(paths, console), options);
    } catch (FileFailure failure) {
      failure.tell(console);
      return Optional.empty();
    }
    if (!options.tell(result.diagnostics(), console)) {
      return Optional.empty();
    }
    if (result.hasErrors() && !options.isDocument()) {
      console.err().println(result.count());
    }
    return result.hasErrors() ? Optional.empty() : Optional.of(result);
  }

  /** Compiles, and tells nothing. */
  static Compiling silently(List<Path> paths, LoadOptions files, DiagnosticOptions options) {
    return silently(paths, SourceLoader.load(paths, files), options);
  }

  private static Compiling silently(List<Path> paths, Loading loading, DiagnosticOptions options) {
    WarningPolicy policy = options.policy();
    return new Compiling(
        loading.sources().size(),
        Compiler.compile(loading.sources(), loading.imports(), suiteOf(paths)).under(policy),
        loading.diagnostics());
  }

  /** Whether there is nothing to tell. */
  boolean isSilent() {
    return diagnostics().isEmpty();
  }

  /** A set of vectors is named after the first path. */
  private static String suiteOf(List<Path> paths) {
    if (StandardInput.isMeant(paths)) {
      return StandardInput.NAME;
    }
    Path name = paths.get(0).toAbsolutePath().normalize().getFileName();
    return name == null ? "scenarios" : name.toString().replaceFirst("\\.p2m$", "");
  }

  boolean hasErrors() {
    return compilation.hasErrors() || unread.stream().anyMatch(Diagnostic::isError);
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>(unread);
    all.addAll(compilation.diagnostics());
    return all;
  }

  /** For example {@code 2 errors, 1 warning in 3 files}. */
  String count() {
    long errors = diagnostics().stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics().size() - errors;
    return CountText.of(errors, "error")
        + (warnings == 0 ? "" : ", " + CountText.of(warnings, "warning"))
        + " in "
        + CountText.of(files, "file");
  }
}
