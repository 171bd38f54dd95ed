package io.shatterproof.compiler;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Identifies only the vectors that are like another one: nobody asks for the identity itself. */
final class ByLikeness implements Distinction<ByLikeness.Likened> {
  private final Map<Long, First> firsts = new HashMap<>();
  private final Set<Long> identified = new HashSet<>();
  private final Map<String, String> placesById = new HashMap<>();

  /** A vector without an identity. */
  record Likened(ConformanceVector vector, long likeness) {}

  private record First(ConformanceVector vector, String place) {}

  @Override
  public Likened prepare(ConformanceVector vector) {
    return new Likened(vector, VectorIdentity.likeness(vector));
  }

  @Override
  public Optional<String> firstOf(Likened likened, String place) {
    First first = firsts.putIfAbsent(likened.likeness(), new First(likened.vector(), place));
    if (first == null) {
      return Optional.empty();
    }
    if (identified.add(likened.likeness())) {
      placesById.put(VectorIdentity.identify(first.vector()), first.place());
    }
    return Optional.ofNullable(
        placesById.putIfAbsent(VectorIdentity.identify(likened.vector()), place));
  }
}
