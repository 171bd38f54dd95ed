package io.shatterproof.compiler;

import io.shatterproof.vector.ConformanceVector;
import java.util.Optional;

/**
 * Tells vectors that mean the same.
 *
 * @param <V> a vector with what it is told by
 */
interface Distinction<V> {
  /** Prepares a vector that was just made. For many threads at once. */
  V prepare(ConformanceVector vector);

  /**
   * The place of the first vector that means the same as this one; empty if it is the first. For one
   * thread.
   *
   * @param place of this one
   */
  Optional<String> firstOf(V vector, String place);
}
