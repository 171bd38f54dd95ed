package io.shatterproof.vector;

import io.shatterproof.arch.Feature;
import io.shatterproof.spi.Capability;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an implementation must have for the vector to be judged on it.
 *
 * @param features without one of these the vector is not applicable
 * @param capabilities without one of these the vector is unsupported
 */
public record Needs(SortedSet<Feature> features, SortedSet<Capability> capabilities) {
  public Needs {
    features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  /** These features and capabilities. */
  public static Needs of(Set<Feature> features, Set<Capability> capabilities) {
    return new Needs(new TreeSet<>(features), new TreeSet<>(capabilities));
  }
}
