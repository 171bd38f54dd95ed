package io.shatterproof.vector;

import java.util.List;

/**
 * A suite of vectors.
 *
 * @param suite its name
 * @param generator what made it, with version
 * @param specifications documents it rests on, with issue
 * @param vectors in the order of the scenario files
 */
public record VectorSet(
    String suite, String generator, List<String> specifications, List<ConformanceVector> vectors) {
  public VectorSet {
    specifications = List.copyOf(specifications);
    vectors = List.copyOf(vectors);
  }
}
