package io.shatterproof.compiler;

import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.backend.json.JsonBackend;
import io.shatterproof.compiler.backend.junit.JUnitBackend;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.lower.ScenarioLowering;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.parse.Parsed;
import io.shatterproof.compiler.resolve.FileResolver;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.List;

/** From scenario files to vectors: the one place that knows the order of the stages. */
public final class Compiler {
  /** Told in vectors; the version of this project. */
  private static final String GENERATOR = "shatterproof 0.1.0";

  private static final List<String> SPECIFICATIONS = List.of();

  private Compiler() {}

  /**
   * Prints vectors as JUnit 5 test classes, in order of the scenario files.
   *
   * @param packageName a legal name of a Java package
   */
  public static List<GeneratedFile> toJunit(VectorSet vectors, String packageName) {
    return new JUnitBackend(packageName).print(vectors);
  }

  /** Prints vectors as the bytes of a vector file ({@code *.p2mv}), sorted by id. */
  public static byte[] toJson(VectorSet vectors) {
    return JsonBackend.print(vectors);
  }

  /**
   * Compiles scenario files.
   *
   * @param sources each file once
   * @param suite name of the set of vectors
   */
  public static Compilation compile(List<SourceFile> sources, String suite) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<ConformanceVector> vectors = new ArrayList<>();
    for (SourceFile source : sources) {
      compile(source, diagnostics, vectors);
    }
    boolean isWrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new Compilation(
        diagnostics,
        new VectorSet(suite, GENERATOR, SPECIFICATIONS, isWrong ? List.of() : vectors));
  }

  private static void compile(
      SourceFile source, List<Diagnostic> diagnostics, List<ConformanceVector> vectors) {
    Diagnostics found = new Diagnostics();
    Parsed parsed = FileParser.parse(source, found);
    List<ScenarioModel> scenarios =
        FileResolver.resolve(parsed.file(), parsed.hasSyntaxErrors(), found);
    if (!found.hasErrors()) {
      for (ScenarioModel scenario : scenarios) {
        vectors.add(identified(ScenarioLowering.lower(scenario)));
      }
    }
    diagnostics.addAll(found.inOrder());
  }

  private static ConformanceVector identified(ConformanceVector vector) {
    return new ConformanceVector(
        vector.heading().withId(VectorIdentity.identify(vector)),
        vector.setup(),
        vector.given(),
        vector.phases());
  }
}
