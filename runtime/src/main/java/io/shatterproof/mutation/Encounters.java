package io.shatterproof.mutation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What vectors say of mutants, as far as it is known.
 *
 * <p>Kept by the fingerprint of the vector, its places included, so that it can be taken over from
 * an earlier run of the same tool. Not safe for use by several threads.
 */
public final class Encounters {
  private final Map<Key, Encounter> known = new TreeMap<>();

  /** A vector on a mutant: name of the fault, profile, fingerprint of the vector. */
  record Key(String fault, String profile, String vector) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = fault.compareTo(other.fault);
      order = order != 0 ? order : profile.compareTo(other.profile);
      return order != 0 ? order : vector.compareTo(other.vector);
    }
  }

  void put(Mutant mutant, String fingerprint, Encounter encounter) {
    put(new Key(mutant.fault().name(), mutant.profile(), fingerprint), encounter);
  }

  void put(Key key, Encounter encounter) {
    known.put(key, encounter);
  }

  /** Takes over what another one knows. */
  public void putAll(Encounters other) {
    known.putAll(other.known);
  }

  Optional<Encounter> get(Mutant mutant, String fingerprint) {
    return Optional.ofNullable(
        known.get(new Key(mutant.fault().name(), mutant.profile(), fingerprint)));
  }

  public int size() {
    return known.size();
  }

  /** Everything, sorted. */
  List<Map.Entry<Key, Encounter>> entries() {
    return List.copyOf(known.entrySet());
  }
}
