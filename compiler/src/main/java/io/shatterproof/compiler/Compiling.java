package io.shatterproof.compiler;

import io.shatterproof.compiler.check.Rules;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.lower.ScenarioLowering;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of the compiler, from sources to vectors, file by file. */
final class Compiling {
  private final ResolvedFiles files;
  private final Map<String, String> placesById = new HashMap<>();
  private final Set<String> toldOfOthers = new HashSet<>();

  /**
   * Compiles nothing so far.
   *
   * @param asked paths of all files that will be compiled
   */
  Compiling(Imports imports, Set<String> asked) {
    this.files = new ResolvedFiles(imports, asked);
  }

  /** Compiles one of the files; each is compiled once. */
  Compilation.OfFile compile(SourceFile source) {
    ResolvedFile file = files.take(source);
    Diagnostics found = file.diagnostics();
    List<ScenarioModel> scenarios = file.scenarios();
    Rules.check(scenarios, found);
    List<ConformanceVector> vectors = new ArrayList<>();
    if (!found.hasErrors()) {
      scenarios.forEach(scenario -> vectors.add(lower(scenario, found)));
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (ResolvedFile imported : files.takeUnasked()) {
      addOnce(imported.source(), imported.diagnostics(), diagnostics);
    }
    addOnce(source, found, diagnostics);
    return new Compilation.OfFile(diagnostics, vectors);
  }

  /** What is told of another file than the one that is compiled is told once. */
  private void addOnce(SourceFile source, Diagnostics found, List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : found.inOrder()) {
      Span span = diagnostic.span();
      boolean isOwn = span.file().path().equals(source.path());
      if (isOwn || toldOfOthers.add(diagnostic.code() + " " + span + " " + span.end())) {
        diagnostics.add(diagnostic);
      }
    }
  }

  private ConformanceVector lower(ScenarioModel scenario, Diagnostics found) {
    ConformanceVector vector = ScenarioLowering.lower(scenario);
    String id = VectorIdentity.identify(vector);
    Span title = scenario.header().titleSpan();
    String earlier = placesById.putIfAbsent(id, title.toString());
    if (earlier != null) {
      found.report(
          Diagnostic.of(Code.SAME_MEANING, title, "this tests the same as another scenario")
              .withHelp("a vector file holds it once, under the title of the first")
              .withNote("the other is at " + earlier));
    }
    return new ConformanceVector(
        vector.heading().withId(id), vector.setup(), vector.given(), vector.phases());
  }
}
