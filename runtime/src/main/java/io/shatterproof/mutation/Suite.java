package io.shatterproof.mutation;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.Comparator;
import java.util.List;

/** The vectors that are measured, in the order of their places. */
public final class Suite {
  private static final Comparator<ConformanceVector> BY_PLACE = Comparator.comparing(
          (ConformanceVector vector) -> vector.heading().origin().file())
      .thenComparing(vector -> vector.heading().origin().line())
      .thenComparing(vector -> vector.heading().title());

  private final List<Item> items;

  /** Vectors in any order. */
  public Suite(List<ConformanceVector> vectors) {
    this.items = vectors.stream()
        .sorted(BY_PLACE)
        .map(vector -> new Item(vector, VectorIdentity.fingerprint(vector)))
        .toList();
  }

  /** A vector with what tells it from every other, its places included. */
  record Item(ConformanceVector vector, String fingerprint) {}

  List<Item> items() {
    return items;
  }

  /** How many vectors there are. */
  public int size() {
    return items.size();
  }
}
