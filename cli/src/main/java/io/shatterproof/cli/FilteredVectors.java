package io.shatterproof.cli;

import io.shatterproof.vector.ConformanceVector;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those of several vectors that are meant. */
final class FilteredVectors implements Iterator<ConformanceVector> {
  private final Iterator<ConformanceVector> all;
  private final Predicate<ConformanceVector> filter;
  private @Nullable ConformanceVector next;

  FilteredVectors(Iterator<ConformanceVector> all, Predicate<ConformanceVector> filter) {
    this.all = all;
    this.filter = filter;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      ConformanceVector vector = all.next();
      next = filter.test(vector) ? vector : null;
    }
    return next != null;
  }

  @Override
  public ConformanceVector next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    ConformanceVector vector = next;
    next = null;
    return vector;
  }
}
