package io.shatterproof.compiler;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.VectorSet;
import java.util.List;

/** From scenario files to vectors: the one place that knows the order of the stages. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles scenario files.
   *
   * @param sources each file once
   * @param suite name of the set of vectors
   */
  public static Compilation compile(List<SourceFile> sources, String suite) {
    return new Compilation(
        List.of(), new VectorSet(suite, "shatterproof 0.1.0", List.of(), List.of()));
  }
}
