package io.shatterproof.compiler;

import io.shatterproof.compiler.check.Rules;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.lower.ScenarioLowering;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.resolve.FileResolver;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the compiler, from sources to vectors. */
final class Compiling {
  /** Told in vectors; the version of this project. */
  static final String GENERATOR = "shatterproof 0.1.0";

  private static final List<String> SPECIFICATIONS = List.of();

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<ConformanceVector> vectors = new ArrayList<>();
  private final Map<String, Span> titlesById = new HashMap<>();

  Compilation compile(List<SourceFile> sources, String suite) {
    sources.forEach(this::compile);
    boolean isWrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new Compilation(
        diagnostics,
        new VectorSet(suite, GENERATOR, SPECIFICATIONS, isWrong ? List.of() : vectors));
  }

  private void compile(SourceFile source) {
    Diagnostics found = new Diagnostics();
    List<ScenarioModel> scenarios = FileResolver.resolve(FileParser.parse(source, found), found);
    Rules.check(scenarios, found);
    if (!found.hasErrors()) {
      scenarios.forEach(scenario -> lower(scenario, found));
    }
    diagnostics.addAll(found.inOrder());
  }

  private void lower(ScenarioModel scenario, Diagnostics found) {
    ConformanceVector vector = ScenarioLowering.lower(scenario);
    String id = VectorIdentity.identify(vector);
    Span title = scenario.header().titleSpan();
    Span earlier = titlesById.putIfAbsent(id, title);
    if (earlier != null) {
      found.report(
          Diagnostic.of(Code.SAME_MEANING, title, "this tests the same as another scenario")
              .withHelp("a vector file holds it once, under the title of the first")
              .withNote("the other is at", earlier));
    }
    vectors.add(new ConformanceVector(
        vector.heading().withId(id), vector.setup(), vector.given(), vector.phases()));
  }
}
