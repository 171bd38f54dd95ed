package io.shatterproof.harness;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.Observable;
import io.shatterproof.event.ViolationName;
import io.shatterproof.invariant.StandingInvariant;
import io.shatterproof.machine.BareMachine;
import io.shatterproof.machine.Machine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the checkers of a machine said, phase by phase. */
final class ViolationAccount {
  private final LongSupplier eventCount;
  private final Supplier<List<Violation>> checkers;
  private final Map<ViolationName, Long> observed = new EnumMap<>(ViolationName.class);
  private final Set<ViolationName> claimed = EnumSet.noneOf(ViolationName.class);
  private final Set<Violation> claimedInPhases = new HashSet<>();
  private final Set<ViolationName> waived = EnumSet.noneOf(ViolationName.class);
  private long phaseStart;
  private long phaseEnd;
  private List<Violation> found = List.of();
  private List<Violation> overlooked = List.of();
  private long foundAt = -1;

  private ViolationAccount(LongSupplier eventCount, Supplier<List<Violation>> checkers) {
    this.eventCount = eventCount;
    this.checkers = checkers;
  }

  /** What the invariants say that a run as this profile is held to. */
  static ViolationAccount of(Machine machine, String profile) {
    return new ViolationAccount(machine::eventCount, () -> standing(machine, profile));
  }

  private static List<Violation> standing(Machine machine, String profile) {
    List<Violation> all = new ArrayList<>();
    for (StandingInvariant invariant : StandingInvariant.all()) {
      if (invariant.appliesTo(profile)) {
        all.addAll(invariant.check(machine));
      }
    }
    return all;
  }

  /** What the machine of a program under bare tables finds. */
  static ViolationAccount of(BareMachine machine) {
    return new ViolationAccount(machine::eventCount, machine::violations);
  }

  /** Nobody asks about these names: whatever follows says nothing of them. */
  void waive(List<ViolationName> names) {
    waived.addAll(names);
  }

  /** What became of each waived name. */
  List<WaivedViolation> waived() {
    found();
    return waived.stream()
        .map(name -> new WaivedViolation(
            name,
            overlooked.stream().filter(violation -> violation.name() == name).count()))
        .toList();
  }

  void beginPhase() {
    phaseStart = eventCount.getAsLong();
    phaseEnd = Long.MAX_VALUE;
  }

  /** Adds what the phase showed to the totals of all observed phases. */
  void endPhase() {
    phaseEnd = eventCount.getAsLong();
    for (Violation violation : ofPhase()) {
      observed.merge(violation.name(), 1L, Long::sum);
    }
  }

  /** The header says that this name occurs, so that it is no surprise anywhere. */
  void claim(ViolationName name) {
    claimed.add(name);
  }

  /** An expectation says that these occur, so that they are no surprise in this phase. */
  void claimInPhase(Predicate<Violation> which) {
    claimedInPhases.addAll(inPhase(which));
  }

  /** Those of the phase that are like this. */
  List<Violation> inPhase(Predicate<Violation> which) {
    return with(ofPhase(), which);
  }

  /** The boundary behind everything that happened in the phase up to now. */
  int boundary() {
    return (int) (eventCount.getAsLong() - phaseStart);
  }

  /** The boundary of its phase, or of the last one, that is behind the event of a violation. */
  int boundaryBehind(Violation violation) {
    return boundaryBehind(violation.event());
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

  /** Whether one of these names was found where it can concern an access to an address. */
  boolean mayConcern(Set<ViolationName> names, long address) {
    return found().stream()
        .filter(violation -> names.contains(violation.name()))
        .anyMatch(violation -> mayConcern(violation, address));
  }

  /** What is about a page that was given back may concern whoever can still reach it. */
  private static boolean mayConcern(Violation violation, long address) {
    int level = Math.min(violation.level(), violation.oldLevel());
    long sizeBytes = violation.format().granule().entrySizeBytes(level);
    return violation.pa() != 0 || ((violation.ipa() ^ address) & -sizeBytes) == 0;
  }

  /** What was found and nobody claimed, arranging steps included. */
  List<Violation> unclaimed() {
    return with(
        found(),
        violation -> !claimed.contains(violation.name()) && !claimedInPhases.contains(violation));
  }

  Set<Observable> observablesInPhase() {
    return ofPhase().stream().map(Violation::name).map(Observable::of).collect(Collectors.toSet());
  }

  String namesInPhase() {
    Map<ViolationName, Long> counts = ofPhase().stream()
        .collect(Collectors.groupingBy(
            Violation::name, () -> new EnumMap<>(ViolationName.class), Collectors.counting()));
    List<String> lines = new ArrayList<>();
    counts.forEach((name, times) -> lines.add("violation " + name.word() + " times " + times));
    return String.join("\n", lines);
  }

  /**
   * What happened in the phase, a line each; the first ones.
   *
   * @param text of one
   */
  String textOfPhase(Function<Violation, String> text) {
    return ofPhase().stream().limit(20).map(text).collect(Collectors.joining("\n"));
  }

  /** Whether an event is one of the phase, or of the last one. */
  boolean isOfPhase(long event) {
    return event >= phaseStart && event < phaseEnd;
  }

  /** The boundary of the phase that is behind one of its events. */
  int boundaryBehind(long event) {
    return (int) Math.max(0, event - phaseStart + 1);
  }

  private List<Violation> ofPhase() {
    return with(found(), violation -> isOfPhase(violation.event()));
  }

  /** Those that are like this: of most runs none, and of none nothing is copied. */
  private static List<Violation> with(List<Violation> all, Predicate<Violation> which) {
    return all.isEmpty() ? List.of() : all.stream().filter(which).toList();
  }

  /** Everything so far; it is the same until something else is reported. */
  private List<Violation> found() {
    if (foundAt != eventCount.getAsLong()) {
      foundAt = eventCount.getAsLong();
      List<Violation> all = checkers.get();
      found = with(all, violation -> !waived.contains(violation.name()));
      overlooked = with(all, violation -> waived.contains(violation.name()));
    }
    return found;
  }
}
