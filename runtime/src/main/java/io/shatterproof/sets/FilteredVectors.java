package io.shatterproof.sets;

import io.shatterproof.vector.ConformanceVector;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those of several vectors that are meant. */
public final class FilteredVectors implements Iterator<ConformanceVector> {
  private final Iterator<ConformanceVector> all;
  private final Predicate<ConformanceVector> filter;
  private final BooleanSupplier isEnough;
  private @Nullable ConformanceVector next;

  /**
   * Those of all.
   *
   * @param filter asked once about each, in their order
   */
  public FilteredVectors(Iterator<ConformanceVector> all, Predicate<ConformanceVector> filter) {
    this(all, filter, () -> false);
  }

  /**
   * Those up to an end.
   *
   * @param filter asked once about each, in their order
   * @param isEnough asked before each; nothing is read after it has said so
   */
  public FilteredVectors(
      Iterator<ConformanceVector> all,
      Predicate<ConformanceVector> filter,
      BooleanSupplier isEnough) {
    this.all = all;
    this.filter = filter;
    this.isEnough = isEnough;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !isEnough.getAsBoolean() && all.hasNext()) {
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
