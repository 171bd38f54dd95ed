package io.shatterproof.harness;

import io.shatterproof.event.ViolationName;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a vector says of the profile it runs as: how it is known to break the architecture. */
final class KnownFailures {
  private final List<KnownFailure> ofProfile;
  private final String profile;
  private final int ofOthers;

  KnownFailures(Heading heading, String profile) {
    this.profile = profile;
    this.ofProfile = heading.knownFailures().stream()
        .filter(known -> known.profile().equals(profile))
        .toList();
    this.ofOthers = heading.knownFailures().size() - ofProfile.size();
  }

  /** How many must occur in this run; each is a check. */
  int size() {
    return ofProfile.size();
  }

  /** How many are about other profiles. */
  int ofOthers() {
    return ofOthers;
  }

  /** Whether a failure can come of a known violation: not what the P2M itself gets wrong. */
  boolean canExplain(Expectation expectation, UnderTest underTest) {
    if (ofProfile.isEmpty() || !expectation.scope().isArchitecture()) {
      return false;
    }
    Set<ViolationName> names = EnumSet.noneOf(ViolationName.class);
    ofProfile.forEach(known -> names.add(known.violation()));
    if (expectation instanceof Expectation.NoViolation) {
      return underTest.violations().areOnly(names);
    }
    return expectation instanceof Expectation.AccessHas
        && underTest.reportsEvents()
        && names.stream().anyMatch(name -> underTest.violations().inAllPhases(name) > 0);
  }

  /** A failure for each that does not occur as often as stated; those that do are claimed. */
  List<Failure> notOccurring(UnderTest underTest) {
    List<Failure> failures = new ArrayList<>();
    for (KnownFailure known : ofProfile) {
      underTest.violations().claim(known.violation());
      long actual = underTest.violations().inAllPhases(known.violation());
      boolean occurs = known.times().isPresent() ? actual == known.times().getAsLong() : actual > 0;
      if (!occurs) {
        failures.add(failure(known, actual));
      }
    }
    return failures;
  }

  private Failure failure(KnownFailure known, long actual) {
    String name = known.violation().word();
    String expected =
        name + (known.times().isPresent() ? " times " + known.times().getAsLong() : "");
    return new Failure(
        known.origin(),
        "known to fail on " + profile + " with " + expected + ", but " + name + " occurred "
            + actual + " times",
        expected,
        name + " times " + actual,
        "");
  }

  /** Those that did occur. */
  List<KnownViolation> occurring(UnderTest underTest) {
    List<KnownViolation> occurring = new ArrayList<>();
    for (KnownFailure known : ofProfile) {
      long times = underTest.violations().inAllPhases(known.violation());
      if (times > 0) {
        occurring.add(new KnownViolation(known.violation(), times));
      }
    }
    return occurring;
  }
}
