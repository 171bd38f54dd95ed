package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code given} has mapped so far. */
final class Arranged {
  private final Map<DomainModel, List<StepModel.MapStep>> maps = new HashMap<>();

  /**
   * A mapping that is still there, and whose range is that of the next one, or overlaps with it. One
   * inside of the other is none of these: a block is split that way, or a table replaced.
   */
  Optional<StepModel.MapStep> hiddenBy(StepModel.MapStep next) {
    return of(next.domain()).stream()
        .filter(earlier -> intersect(earlier, next))
        .filter(earlier -> isWithin(next, earlier) == isWithin(earlier, next))
        .findFirst();
  }

  /** Whether something that was mapped lies in the range of a step. */
  boolean hasAny(StepModel.OfRange step) {
    return of(step.domain()).stream().anyMatch(map -> intersect(map, step));
  }

  /** Does what a step does. */
  void follow(StepModel step) {
    if (step instanceof StepModel.LockStep lock) {
      lock.body().forEach(this::follow);
    } else if (step instanceof StepModel.MapStep map && !map.isToFail()) {
      maps.computeIfAbsent(map.domain(), domain -> new ArrayList<>()).add(map);
    } else if (step instanceof StepModel.UnmapStep unmap && !unmap.isToFail()) {
      of(unmap.domain()).removeIf(map -> isWithin(map, unmap));
    } else if (step instanceof StepModel.RelinquishStep relinquish) {
      maps.remove(relinquish.domain());
    }
  }

  private List<StepModel.MapStep> of(DomainModel domain) {
    return maps.computeIfAbsent(domain, key -> new ArrayList<>());
  }

  private static boolean intersect(StepModel.OfRange one, StepModel.OfRange other) {
    return contains(one, other.ipa().value()) || contains(other, one.ipa().value());
  }

  private static boolean isWithin(StepModel.OfRange inner, StepModel.OfRange outer) {
    return contains(outer, inner.ipa().value())
        && contains(outer, inner.ipa().value() + inner.size().value() - 1);
  }

  private static boolean contains(StepModel.OfRange range, long ipa) {
    return Long.compareUnsigned(ipa - range.ipa().value(), range.size().value()) < 0;
  }
}
