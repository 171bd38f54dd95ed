package io.shatterproof.harness;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the checkers of the machine said, phase by phase. */
final class ViolationAccount {
  private final Supplier<List<Violation>> source;
  private final Map<ViolationName, Long> observed = new EnumMap<>(ViolationName.class);
  private final Set<ViolationName> claimed = EnumSet.noneOf(ViolationName.class);
  private int phaseStart;

  ViolationAccount(Supplier<List<Violation>> source) {
    this.source = source;
  }

  void beginPhase() {
    phaseStart = source.get().size();
  }

  /** Adds what the phase showed to the totals of all observed phases. */
  void endPhase() {
    for (Violation violation : ofPhase()) {
      observed.merge(violation.name(), 1L, Long::sum);
    }
  }

  /** An expectation or the header says that this name occurs, so that it is no surprise. */
  void claim(ViolationName name) {
    claimed.add(name);
  }

  long inPhase(ViolationName name) {
    return ofPhase().stream().filter(violation -> violation.name() == name).count();
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
    return source.get().stream()
        .filter(violation -> !claimed.contains(violation.name()))
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
    return ofPhase().stream().limit(20).map(Violation::toString).collect(Collectors.joining("\n"));
  }

  private List<Violation> ofPhase() {
    List<Violation> all = source.get();
    return all.subList(phaseStart, all.size());
  }
}
