package io.shatterproof.compiler;

import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.backend.json.JsonBackend;
import io.shatterproof.compiler.backend.junit.JUnitBackend;
import io.shatterproof.compiler.format.Formatter;
import io.shatterproof.compiler.format.Formatting;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.VectorSet;
import java.util.List;

/** From scenario files to vectors: the one place that knows the order of the stages. */
public final class Compiler {
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
    return new Compiling().compile(sources, suite);
  }
}
