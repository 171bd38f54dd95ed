package io.shatterproof.harness;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.invariant.StandingInvariant;
import io.shatterproof.machine.Machine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the checkers of the machine said, phase by phase. */
final class ViolationAccount {
  private final Machine machine;
  private final List<StandingInvariant> invariants;
  private final Map<ViolationName, Long> observed = new EnumMap<>(ViolationName.class);
  private final Set<ViolationName> claimed = EnumSet.noneOf(ViolationName.class);
  private final Set<Violation> claimedInPhases = new HashSet<>();
  private long phaseStart;
  private long phaseEnd;
  private List<Violation> found = List.of();
  private long foundAt = -1;

  /** What the invariants say that a run as this profile is held to. */
  ViolationAccount(Machine machine, String profile) {
    this.machine = machine;
    this.invariants = StandingInvariant.all().stream()
        .filter(invariant -> invariant.appliesTo(profile))
        .toList();
  }

  void beginPhase() {
    phaseStart = machine.eventCount();
    phaseEnd = Long.MAX_VALUE;
  }

  /** Adds what the phase showed to the totals of all observed phases. */
  void endPhase() {
    phaseEnd = machine.eventCount();
    for (Violation violation : ofPhase()) {
      observed.merge(violation.name(), 1L, Long::sum);
    }
  }

  /** The header says that this name occurs, so that it is no surprise anywhere. */
  void claim(ViolationName name) {
    claimed.add(name);
  }

  /** An expectation says that this name occurs, so that it is no surprise in this phase. */
  void claimInPhase(ViolationName name) {
    ofPhase().stream().filter(violation -> violation.name() == name).forEach(claimedInPhases::add);
  }

  long inPhase(ViolationName name) {
    return ofPhase().stream().filter(violation -> violation.name() == name).count();
  }

  /** Whether the phase shows no other names than these. */
  boolean areOnly(Set<ViolationName> names) {
    return ofPhase().stream().allMatch(violation -> names.contains(violation.name()));
  }

  long inPhase() {
    return ofPhase().size();
  }

  /** Occurrences in all observed phases. */
  long inAllPhases(ViolationName name) {
    return observed.getOrDefault(name, 0L);
  }

  /** What was found and nobody claimed, arranging steps included. */
  List<Violation> unclaimed() {
    return found().stream()
        .filter(violation -> !claimed.contains(violation.name()))
        .filter(violation -> !claimedInPhases.contains(violation))
        .toList();
  }

  String namesInPhase() {
    Map<ViolationName, Long> counts = ofPhase().stream()
        .collect(Collectors.groupingBy(
            Violation::name, () -> new EnumMap<>(ViolationName.class), Collectors.counting()));
    List<String> lines = new ArrayList<>();
    counts.forEach((name, times) -> lines.add("violation " + name.word() + " times " + times));
    return String.join("\n", lines);
  }

  String textOfPhase() {
    return ofPhase().stream().limit(20).map(Violation::message).collect(Collectors.joining("\n"));
  }

  private List<Violation> ofPhase() {
    return found().stream()
        .filter(violation -> violation.event() >= phaseStart && violation.event() < phaseEnd)
        .toList();
  }

  /** Everything so far; it is the same until something else is reported. */
  private List<Violation> found() {
    if (foundAt != machine.eventCount()) {
      foundAt = machine.eventCount();
      found = invariants.stream().flatMap(rule -> rule.check(machine).stream()).toList();
    }
    return found;
  }
}
