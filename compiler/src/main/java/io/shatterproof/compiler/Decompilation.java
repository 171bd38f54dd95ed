package io.shatterproof.compiler;

import java.util.List;

/**
 * Vectors as a scenario file.
 *
 * @param text formatted
 * @param differences of what does not come back, in order of the vectors
 */
public record Decompilation(String text, List<Difference> differences) {
  public Decompilation {
    differences = List.copyOf(differences);
  }

  /**
   * A vector that the text comes close to, and does not reach.
   *
   * @param id of the vector
   * @param title of the vector
   * @param reasons what the text does not say, each a sentence without its end; at least one
   */
  public record Difference(String id, String title, List<String> reasons) {
    public Difference {
      reasons = List.copyOf(reasons);
    }
  }

  /** Whether every vector compiles to the same id again. */
  public boolean isExact() {
    return differences.isEmpty();
  }
}
