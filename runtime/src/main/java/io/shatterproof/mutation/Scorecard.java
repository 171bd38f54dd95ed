package io.shatterproof.mutation;

import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who killed what: everything that is to be told of a mutation run. */
public final class Scorecard {
  private final List<Mutant> mutants;
  private final Suite suite;
  private final Encounters encounters;
  private final Set<SeededFault> inPart;
  private final Map<SeededFault, String> inexpressible;
  private final Map<Mutant, List<Kill>> kills = new LinkedHashMap<>();

  /**
   * Counts.
   *
   * @param mutants those that were run
   * @param encounters what is known; what is not counts as no kill
   * @param inPart faults of which not every mutant was run: claims to kill these are not judged
   * @param inexpressible faults of which there is no mutant, with the reason
   */
  public Scorecard(
      List<Mutant> mutants,
      Suite suite,
      Encounters encounters,
      Set<SeededFault> inPart,
      Map<SeededFault, String> inexpressible) {
    this.mutants = mutants.stream().sorted().toList();
    this.suite = suite;
    this.encounters = encounters;
    this.inPart = Set.copyOf(inPart);
    this.inexpressible = new EnumMap<>(SeededFault.class);
    this.inexpressible.putAll(inexpressible);
    for (Mutant mutant : this.mutants) {
      kills.put(mutant, killsOf(mutant));
    }
  }

  /**
   * A vector kills a mutant.
   *
   * @param at the expectation that fails
   * @param shown the observable that it is about
   */
  public record Kill(ConformanceVector vector, Origin at, String shown) {
    /** Whether the scenario says that it kills the fault. */
    public boolean isClaimed(BrokenProvider fault) {
      return vector.heading().kills().contains(fault.fault().name());
    }
  }

  /**
   * A scenario says that it kills a fault, and does not.
   *
   * @param scenario its place
   * @param reason what happens instead
   */
  public record FalseClaim(Origin scenario, String title, SeededFault fault, String reason) {}

  /**
   * Vectors that together kill everything that is killed.
   *
   * @param proven whether there are no fewer
   */
  public record KillingSet(List<ConformanceVector> vectors, boolean proven) {}

  private List<Kill> killsOf(Mutant mutant) {
    List<Kill> result = new ArrayList<>();
    for (Suite.Item item : suite.items()) {
      encounters
          .get(mutant, item.fingerprint())
          .filter(Encounter::isKill)
          .ifPresent(kill ->
              result.add(new Kill(item.vector(), kill.origin().orElseThrow(), kill.shown())));
    }
    return result;
  }

  Suite suite() {
    return suite;
  }

  Optional<Encounter> encounter(Mutant mutant, Suite.Item item) {
    return encounters.get(mutant, item.fingerprint());
  }

  /** Where vectors fail on a mutant, or do not end, without that being a kill; a line each. */
  public List<String> besides(Mutant mutant) {
    List<String> result = new ArrayList<>();
    for (Suite.Item item : suite.items()) {
      encounter(mutant, item)
          .filter(met ->
              met.effect() == Encounter.Effect.BESIDE || met.effect() == Encounter.Effect.LOST)
          .ifPresent(
              met -> result.add(met.origin().orElse(item.vector().heading().origin()) + ": "
                  + (met.effect() == Encounter.Effect.LOST ? "" : "fails beside the point: ")
                  + met.shown()));
    }
    return result;
  }

  /** Vectors that fail where nothing is wrong, by place and profile, a line each. */
  public Set<String> unsound() {
    Set<String> result = new LinkedHashSet<>();
    for (Suite.Item item : suite.items()) {
      for (Mutant mutant : mutants) {
        encounter(mutant, item)
            .filter(met -> met.effect() == Encounter.Effect.UNSOUND)
            .ifPresent(met -> result.add(item.vector().heading().origin() + ": \""
                + item.vector().heading().title() + "\" fails on " + mutant.profile()
                + " itself: " + met.shown()));
      }
    }
    return result;
  }

  /** Every mutant, sorted. */
  public List<Mutant> mutants() {
    return mutants;
  }

  /** Who kills a mutant: first those that say so, then in the order of their places. */
  public List<Kill> kills(Mutant mutant) {
    List<Kill> result = new ArrayList<>(kills.getOrDefault(mutant, List.of()));
    result.sort(Comparator.comparing(kill -> !kill.isClaimed(mutant.fault())));
    return result;
  }

  /** Whether a vector says something of the profile of a mutant, so that it could kill it. */
  public boolean isTouched(Mutant mutant) {
    return suite.items().stream()
        .anyMatch(item -> item.vector().heading().profiles().contains(mutant.profile()));
  }

  /** Mutants that nothing kills. */
  public List<Mutant> survivors() {
    return mutants.stream().filter(mutant -> kills(mutant).isEmpty()).toList();
  }

  /** Faults of which every mutant is killed. */
  public Set<SeededFault> killedFaults() {
    Set<SeededFault> killed = faults();
    survivors().forEach(survivor -> killed.remove(survivor.fault().fault()));
    return killed;
  }

  /** Faults of which there is a mutant. */
  public Set<SeededFault> faults() {
    Set<SeededFault> faults = EnumSet.noneOf(SeededFault.class);
    mutants.forEach(mutant -> faults.add(mutant.fault().fault()));
    return faults;
  }

  /** Faults of which there is no mutant, with the reason. */
  public Map<SeededFault, String> inexpressible() {
    return inexpressible;
  }

  /** Scenarios that say that they kill what they do not, of the faults that were run wholly. */
  public List<FalseClaim> falseClaims() {
    Map<Origin, List<Suite.Item>> byScenario = new LinkedHashMap<>();
    for (Suite.Item item : suite.items()) {
      byScenario
          .computeIfAbsent(item.vector().heading().origin(), origin -> new ArrayList<>())
          .add(item);
    }
    List<FalseClaim> result = new ArrayList<>();
    byScenario.forEach((origin, rows) -> {
      for (String name : rows.get(0).vector().heading().kills()) {
        SeededFault.parse(name)
            .flatMap(fault -> reasonAgainst(fault, rows))
            .ifPresent(reason -> result.add(new FalseClaim(
                origin,
                rows.get(0).vector().heading().scenario(),
                SeededFault.valueOf(name),
                reason)));
      }
    });
    return result;
  }

  private Optional<String> reasonAgainst(SeededFault fault, List<Suite.Item> rows) {
    if (inexpressible.containsKey(fault)) {
      return Optional.of("there is no such implementation: " + inexpressible.get(fault));
    }
    if (!faults().contains(fault) || inPart.contains(fault)) {
      return Optional.empty(); // what was not run may be killed
    }
    Map<String, List<String>> seen = new LinkedHashMap<>();
    for (Mutant mutant : mutants) {
      if (mutant.fault().fault() != fault) {
        continue;
      }
      for (Suite.Item row : rows) {
        Optional<Encounter> encounter = encounters.get(mutant, row.fingerprint());
        if (encounter.filter(Encounter::isKill).isPresent()) {
          return Optional.empty();
        }
        encounter.ifPresent(
            met -> seen.computeIfAbsent(text(met), text -> new ArrayList<>()).add(mutant.name()));
      }
    }
    return Optional.of(
        seen.isEmpty()
            ? "it says nothing of a profile that the fault applies to" + ownedBy(fault, rows)
            : seen.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; ")));
  }

  /** Profiles of a scenario that have the fault by themselves. */
  private static String ownedBy(SeededFault fault, List<Suite.Item> rows) {
    Set<String> profiles = new LinkedHashSet<>(fault.nativeTo());
    profiles.retainAll(rows.stream()
        .flatMap(row -> row.vector().heading().profiles().stream())
        .collect(Collectors.toSet()));
    return switch (profiles.size()) {
      case 0 -> "";
      case 1 -> "; " + profiles.iterator().next() + " has it by itself";
      default -> "; " + String.join(", ", profiles) + " have it by themselves";
    };
  }

  private static String text(String what, List<String> mutants) {
    return what + " on " + mutants.get(0).replaceFirst(" on ", ", ")
        + (mutants.size() == 1 ? "" : " and " + (mutants.size() - 1) + " more");
  }

  private static String text(Encounter encounter) {
    return switch (encounter.effect()) {
      case UNTOUCHED -> "cannot tell it from the reference";
      case UNSEEN -> "agrees";
      case BESIDE -> "fails beside the point (" + encounter.shown() + ")";
      case LOST, NOT_JUDGED, UNSOUND -> encounter.shown();
      case KILLED -> "kills";
    };
  }

  /** The fewest vectors that kill all that is killed, in the order of their places. */
  public KillingSet smallestKillingSet() {
    List<ConformanceVector> killers = new ArrayList<>();
    List<BitSet> killed = new ArrayList<>();
    for (Suite.Item item : suite.items()) {
      BitSet ofItem = killedBy(item);
      if (!ofItem.isEmpty()) {
        killers.add(item.vector());
        killed.add(ofItem);
      }
    }
    SmallestCover.Cover cover = SmallestCover.of(killed);
    return new KillingSet(cover.chosen().stream().map(killers::get).toList(), cover.proven());
  }

  /** How many vectors kill something. */
  public int killers() {
    return (int)
        suite.items().stream().filter(item -> !killedBy(item).isEmpty()).count();
  }

  /** Indices of the mutants that a vector kills. */
  private BitSet killedBy(Suite.Item item) {
    BitSet killed = new BitSet();
    for (int i = 0; i < mutants.size(); i++) {
      killed.set(i, encounter(mutants.get(i), item).filter(Encounter::isKill).isPresent());
    }
    return killed;
  }

  /** How many vectors were measured. */
  public int vectors() {
    return suite.size();
  }
}
