package io.shatterproof.compiler;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives each vector its identity, which those who write or run it ask for. */
final class ByIdentity implements Distinction<ConformanceVector> {
  private final Map<String, String> placesById = new HashMap<>();

  @Override
  public ConformanceVector prepare(ConformanceVector vector) {
    return new ConformanceVector(
        vector.heading().withId(VectorIdentity.identify(vector)),
        vector.setup(),
        vector.given(),
        vector.phases());
  }

  @Override
  public Optional<String> firstOf(ConformanceVector vector, String place) {
    return Optional.ofNullable(placesById.putIfAbsent(vector.heading().id(), place));
  }
}
