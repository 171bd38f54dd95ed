package io.shatterproof.harness;

import io.shatterproof.vector.Stretch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Between which boundaries of a phase the steps with labels stand. */
final class Labels {
  private static final int GOING_ON = -1;

  private final Map<String, Place> places = new HashMap<>();

  /**
   * Where a step stands.
   *
   * @param before the boundary before its first event
   * @param behind the boundary behind its last event; the same if it has none
   */
  record Place(int before, int behind) {
    private boolean hasEvent() {
      return behind > before;
    }
  }

  /** A phase begins. */
  void clear() {
    places.clear();
  }

  void begin(String label, int boundary) {
    if (places.putIfAbsent(label, new Place(boundary, GOING_ON)) != null) {
      throw new MalformedVectorException("two steps of a phase have the label " + label);
    }
  }

  void end(String label, int boundary) {
    places.computeIfPresent(label, (name, place) -> new Place(place.before(), boundary));
  }

  Optional<Place> of(String label) {
    return Optional.ofNullable(places.get(label));
  }

  /** The label of the step whose events have this boundary behind one of them. */
  Optional<String> at(int boundary) {
    return places.entrySet().stream()
        .filter(entry -> boundary > entry.getValue().before())
        .filter(entry -> boundary <= entry.getValue().behind())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The place of a label that a step of the phase must have. */
  Place require(String label) {
    return of(label)
        .orElseThrow(
            () -> new MalformedVectorException("no step of the phase has the label " + label));
  }

  /** Every label of a stretch must be one of a step of the phase. */
  void require(Stretch stretch) {
    stretch.from().ifPresent(this::require);
    stretch.to().ifPresent(this::require);
  }

  /**
   * The boundaries of a stretch among those up to now; a label that did not come yet lies behind
   * them.
   *
   * @param last the last boundary there is
   */
  BoundarySpan span(Stretch stretch, int last) {
    int first = 0;
    if (stretch.from().isPresent()) {
      Optional<Place> from = of(stretch.from().get());
      if (from.isEmpty() || (!stretch.fromEnd() && !from.get().hasEvent())) {
        return BoundarySpan.NONE;
      }
      first = stretch.fromEnd() ? from.get().behind() : from.get().before() + 1;
    }
    int end = stretch.to().flatMap(this::of).map(Place::before).orElse(last);
    return new BoundarySpan(first, end);
  }

  /** Why a stretch has no boundary. */
  String reason(Stretch stretch) {
    boolean hasNoEvent = !stretch.fromEnd()
        && stretch.from().flatMap(this::of).map(place -> !place.hasEvent()).orElse(false);
    return hasNoEvent
        ? "the step with the label " + stretch.from().orElseThrow() + " has no event"
        : "the stretch ends before it begins";
  }
}
