package io.shatterproof.harness;

import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.Observable;
import io.shatterproof.vector.Expectation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what the checkers said of a phase with a claim of it. */
final class ViolationComparison {
  private final UnderTest underTest;

  ViolationComparison(UnderTest underTest) {
    this.underTest = underTest;
  }

  /** The difference, if there is one. */
  Optional<Failure> judge(Expectation.ViolationIs expected) {
    List<Violation> found = underTest.violations().inPhase(claimed(expected));
    boolean agrees = expected.times().isPresent()
        ? found.size() == expected.times().getAsLong()
        : !found.isEmpty();
    if (agrees) {
      return Optional.empty();
    }
    String name = expected.name().word();
    String where = place(expected);
    String claim = "violation " + name + where
        + (expected.times().isPresent() ? " times " + expected.times().getAsLong() : "");
    int actual = found.size();
    return Optional.of(new Failure(
        expected.origin(),
        name + where + " found " + actual + (actual == 1 ? " time" : " times") + ", expected "
            + claim,
        claim,
        where.isEmpty() ? "violation " + name + " times " + actual : ofThatName(expected),
        underTest.textOfViolations(),
        Observable.of(expected.name())));
  }

  /** Which violations a claim is about. */
  Predicate<Violation> claimed(Expectation.ViolationIs expected) {
    Predicate<Violation> isClaimed = violation -> violation.name() == expected.name();
    if (expected.label().isPresent()) {
      Labels.Place place = underTest.labels().require(expected.label().get());
      isClaimed = isClaimed.and(violation -> {
        int behind = underTest.violations().boundaryBehind(violation);
        return behind > place.before() && behind <= place.behind();
      });
    }
    if (!expected.heldBy().isEmpty()) {
      PeSet holders =
          PeSet.of(expected.heldBy().stream().mapToInt(Integer::intValue).toArray());
      isClaimed = isClaimed.and(violation -> violation.heldBy().equals(holders));
    }
    return isClaimed;
  }

  private static String place(Expectation.ViolationIs expected) {
    String holders =
        expected.heldBy().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return expected.label().map(label -> " at " + label).orElse("")
        + (holders.isEmpty() ? "" : " held by pe " + holders);
  }

  private String ofThatName(Expectation.ViolationIs expected) {
    List<Violation> all =
        underTest.violations().inPhase(violation -> violation.name() == expected.name());
    return all.isEmpty()
        ? "none"
        : all.stream().map(this::described).collect(Collectors.joining("\n"));
  }

  private String described(Violation violation) {
    int behind = underTest.violations().boundaryBehind(violation);
    String holders = violation.heldBy().toString().replaceAll("[{}]", "");
    return "violation " + violation.name().word()
        + underTest.labels().at(behind).map(label -> " at " + label).orElse("")
        + (holders.isEmpty() ? "" : " held by pe " + holders);
  }
}
