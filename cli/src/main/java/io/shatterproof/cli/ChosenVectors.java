package io.shatterproof.cli;

import io.shatterproof.harness.Shard;
import io.shatterproof.results.CampaignDigest;
import io.shatterproof.results.KnownFailureAccount;
import io.shatterproof.vector.ConformanceVector;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The vectors of a shard, numbered as in the whole set, which is taken note of. */
final class ChosenVectors implements Iterator<ConformanceVector> {
  private final Iterator<ConformanceVector> all;
  private final Shard shard;
  private final CampaignDigest set;
  private final KnownFailureAccount known;
  private final Queue<Long> numbers = new ConcurrentLinkedQueue<>(); // of those under way
  private final BooleanSupplier isStopped;
  private @Nullable ConformanceVector next;

  /**
   * The vectors of a shard.
   *
   * @param isStopped whether no more are wanted
   */
  ChosenVectors(
      Iterator<ConformanceVector> all,
      Shard shard,
      CampaignDigest set,
      KnownFailureAccount known,
      BooleanSupplier isStopped) {
    this.all = all;
    this.isStopped = isStopped;
    this.shard = shard;
    this.set = set;
    this.known = known;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !isStopped.getAsBoolean() && all.hasNext()) {
      ConformanceVector vector = all.next();
      String id = vector.heading().id();
      long number = set.add(id);
      known.meet(id);
      if (shard.contains(id)) {
        numbers.add(number);
        next = vector;
      }
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

  /** Which vector of the set it is, of those that were taken, one after the other; from 1. */
  long takeNumber() {
    Long number = numbers.poll();
    if (number == null) {
      throw new NoSuchElementException();
    }
    return number;
  }
}
