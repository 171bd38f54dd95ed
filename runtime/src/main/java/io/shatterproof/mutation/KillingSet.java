package io.shatterproof.mutation;

import io.shatterproof.vector.json.KillsWriter.Kill;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fewest vectors that together kill every seeded fault, in every profile, that all of them kill.
 *
 * @param ids of the vectors
 * @param faults how many faults they kill, each profile counted
 * @param isProven whether there are no fewer
 */
public record KillingSet(Set<String> ids, int faults, boolean isProven) {
  public KillingSet {
    ids = Set.copyOf(ids);
  }

  /** The same for the same measurements; of vectors that kill the same the first by id counts. */
  public static KillingSet of(Map<String, List<Kill>> kills) {
    Map<List<String>, Integer> numbers = new LinkedHashMap<>();
    Map<BitSet, String> vectors = new LinkedHashMap<>();
    for (String id : new TreeSet<>(kills.keySet())) {
      BitSet killed = new BitSet();
      for (Kill kill : kills.getOrDefault(id, List.of())) {
        List<String> fault = List.of(kill.fault(), kill.profile());
        numbers.putIfAbsent(fault, numbers.size());
        killed.set(numbers.getOrDefault(fault, 0));
      }
      if (!killed.isEmpty()) {
        vectors.putIfAbsent(killed, id);
      }
    }
    List<String> ids = new ArrayList<>(vectors.values());
    SmallestCover.Cover cover = SmallestCover.of(List.copyOf(vectors.keySet()));
    return new KillingSet(
        cover.chosen().stream().map(ids::get).collect(Collectors.toSet()),
        numbers.size(),
        cover.proven());
  }
}
