package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.model.StepModel.OfRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code given} has mapped so far. */
final class Arranged {
  private final Map<DomainModel, List<Part>> parts = new HashMap<>();

  /** Addresses that a step has mapped, and that are mapped still. */
  private record Part(OfRange step, long first, long last) {
    static Part of(OfRange step) {
      long first = step.ipa().value();
      return new Part(step, first, first + step.size().value() - 1);
    }

    boolean intersects(Part other) {
      return Long.compareUnsigned(first, other.last) <= 0
          && Long.compareUnsigned(other.first, last) <= 0;
    }

    boolean isWithin(Part other) {
      return Long.compareUnsigned(other.first, first) <= 0
          && Long.compareUnsigned(last, other.last) <= 0;
    }

    /** What is left of it, in order. */
    List<Part> without(Part gone) {
      if (!intersects(gone)) {
        return List.of(this);
      }
      List<Part> left = new ArrayList<>();
      if (Long.compareUnsigned(first, gone.first) < 0) {
        left.add(new Part(step, first, gone.first - 1));
      }
      if (Long.compareUnsigned(gone.last, last) < 0) {
        left.add(new Part(step, gone.last + 1, last));
      }
      return left;
    }
  }

  /** What a step maps, if it does. */
  static Optional<OfRange> mapped(StepModel step) {
    boolean isMapping = step instanceof StepModel.MapStep || step instanceof StepModel.PopulateStep;
    return isMapping && !((StepModel.Operation) step).isToFail()
        ? Optional.of((OfRange) step)
        : Optional.empty();
  }

  /**
   * The step whose mapping is still there, and whose range is that of the next one, or overlaps with
   * it. One inside of the other is none of these: a block is split that way, or a table replaced.
   */
  Optional<OfRange> hiddenBy(OfRange next) {
    Part later = Part.of(next);
    return of(next.domain()).stream()
        .filter(earlier -> earlier.intersects(later))
        .filter(earlier -> later.isWithin(earlier) == earlier.isWithin(later))
        .map(Part::step)
        .findFirst();
  }

  /** Whether something that was mapped lies in the range of a step. */
  boolean hasAny(OfRange step) {
    return of(step.domain()).stream().anyMatch(Part.of(step)::intersects);
  }

  /** Does what a step does. */
  void follow(StepModel step) {
    mapped(step).ifPresent(map -> of(map.domain()).add(Part.of(map)));
    if (step instanceof StepModel.LockStep lock) {
      lock.body().forEach(this::follow);
    } else if (step instanceof StepModel.UnmapStep unmap && !unmap.isToFail()) {
      List<Part> left = of(unmap.domain()).stream()
          .flatMap(part -> part.without(Part.of(unmap)).stream())
          .toList();
      parts.put(unmap.domain(), new ArrayList<>(left));
    } else if (step instanceof StepModel.RelinquishStep relinquish) {
      parts.remove(relinquish.domain());
    }
  }

  private List<Part> of(DomainModel domain) {
    return parts.computeIfAbsent(domain, key -> new ArrayList<>());
  }
}
