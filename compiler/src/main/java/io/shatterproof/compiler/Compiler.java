package io.shatterproof.compiler;

import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.backend.json.JsonBackend;
import io.shatterproof.compiler.backend.junit.JUnitBackend;
import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.format.Formatter;
import io.shatterproof.compiler.format.Formatting;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** From scenario files to vectors: the one place that knows the order of the stages. */
public final class Compiler {
  /** Told in vectors; the version of this project. */
  static final String GENERATOR = "shatterproof 0.1.0";

  private static final List<String> SPECIFICATIONS = List.of();

  private Compiler() {}

  /**
   * Prints vectors as JUnit 5 test classes, in order of the scenario files.
   *
   * @param packageName a legal name of a Java package
   */
  public static List<GeneratedFile> toJunit(VectorSet vectors, String packageName) {
    return toJunit(vectors, packageName, TestTarget.ANY);
  }

  /** The same for tests that run on what was chosen. */
  public static List<GeneratedFile> toJunit(
      VectorSet vectors, String packageName, TestTarget target) {
    return new JUnitBackend(packageName, target).print(vectors);
  }

  /** Prints vectors as the bytes of a vector file ({@code *.p2mv}), sorted by id. */
  public static byte[] toJson(VectorSet vectors) {
    return JsonBackend.print(vectors);
  }

  /**
   * Prints vectors as a scenario file, which is compiled again to see whether it means the same.
   *
   * @param vectors in the order of the scenarios
   */
  public static Decompilation decompile(List<ConformanceVector> vectors) {
    return new Decompiling().decompile(vectors);
  }

  /** Puts a scenario file into the one form everybody writes. */
  public static Formatting format(SourceFile source) {
    return Formatter.standard().format(source);
  }

  /**
   * Compiles scenario files.
   *
   * @param sources each file once
   * @param suite name of the set of vectors
   */
  public static Compilation compile(List<SourceFile> sources, String suite) {
    return compile(sources, Imports.none(), suite);
  }

  /**
   * Compiles scenario files, and what they import.
   *
   * @param sources each file once
   * @param imports finds what is imported; one of the sources as itself
   * @param suite name of the set of vectors
   */
  public static Compilation compile(List<SourceFile> sources, Imports imports, String suite) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<ConformanceVector> vectors = new ArrayList<>();
    eachFile(sources, imports).forEachRemaining(file -> {
      diagnostics.addAll(file.diagnostics());
      vectors.addAll(file.vectors());
    });
    boolean isWrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new Compilation(
        diagnostics,
        new VectorSet(suite, GENERATOR, SPECIFICATIONS, isWrong ? List.of() : vectors));
  }

  /**
   * Finds what is wrong with scenario files: the same as if they were compiled, for less.
   *
   * @param sources each file once
   * @param imports finds what is imported; one of the sources as itself
   */
  public static Findings check(List<SourceFile> sources, Imports imports) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    int vectors = 0;
    Compiling<?> files = new Compiling<>(imports, sources, new ByLikeness());
    while (files.hasNext()) {
      CompiledFile<?> file = files.next();
      diagnostics.addAll(file.diagnostics());
      vectors += file.vectors().size();
    }
    return new Findings(diagnostics, vectors);
  }

  /**
   * Compiles scenario files one after the other, each when it is asked for. A file in which there is
   * an error has no vectors; the others have theirs.
   *
   * @param sources each file once
   * @param imports finds what is imported; one of the sources as itself
   */
  public static Iterator<Compilation.OfFile> eachFile(List<SourceFile> sources, Imports imports) {
    Iterator<CompiledFile<ConformanceVector>> files =
        new Compiling<>(imports, sources, new ByIdentity());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return files.hasNext();
      }

      @Override
      public Compilation.OfFile next() {
        CompiledFile<ConformanceVector> file = files.next();
        return new Compilation.OfFile(file.diagnostics(), file.vectors());
      }
    };
  }
}
