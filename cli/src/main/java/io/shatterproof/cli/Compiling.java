package io.shatterproof.cli;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import java.nio.file.Path;
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
    return result.diagnosis().tell(options, console) ? Optional.of(result) : Optional.empty();
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
    return diagnosis().diagnostics().isEmpty();
  }

  private Diagnosis diagnosis() {
    return Diagnosis.of(files, unread, compilation.diagnostics());
  }

  /** A set of vectors is named after the first path. */
  private static String suiteOf(List<Path> paths) {
    if (StandardInput.isMeant(paths)) {
      return StandardInput.NAME;
    }
    Path name = paths.get(0).toAbsolutePath().normalize().getFileName();
    return name == null ? "scenarios" : name.toString().replaceFirst("\\.p2m$", "");
  }
}
