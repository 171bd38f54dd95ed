package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import java.util.List;

/**
 * What came of one file.
 *
 * @param diagnostics of what it imports and nobody asked for, then of the file, in order of place
 * @param vectors without any if there is an error in the file
 */
record CompiledFile<V>(List<Diagnostic> diagnostics, List<V> vectors) {
  CompiledFile {
    diagnostics = List.copyOf(diagnostics);
    vectors = List.copyOf(vectors);
  }
}
