package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.resolve.Exports;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;

/**
 * A file whose names are known.
 *
 * @param scenarios none if nobody asked for the file to be compiled
 * @param diagnostics so far; more may be added
 */
record ResolvedFile(
    SourceFile source, List<ScenarioModel> scenarios, Exports exports, Diagnostics diagnostics) {
  ResolvedFile {
    scenarios = List.copyOf(scenarios);
  }
}
