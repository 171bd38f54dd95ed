package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.event.Observable;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a vector says of the profile it runs as: how it is known to break the architecture. */
final class KnownFailures {
  private final List<KnownFailure> ofProfile;
  private final String profile;
  private final int ofOthers;
  private Map<ViolationName, String> reasons = Map.of();
  private boolean defectsAreListed;

  KnownFailures(Heading heading, String profile) {
    this.profile = profile;
    this.ofProfile = heading.knownFailures().stream()
        .filter(known -> known.profile().equals(profile))
        .toList();
    this.ofOthers = heading.knownFailures().size() - ofProfile.size();
  }

  /**
   * Takes what the implementation lists of the profile, if it lists anything of any.
   *
   * @param provider the implementation, which claims the profile or is asked nothing
   */
  void readDefects(P2mProvider provider) {
    if (ofProfile.isEmpty() || !provider.profiles().contains(profile)) {
      return;
    }
    for (String claimed : provider.profiles()) {
      List<KnownDefect> defects = List.copyOf(provider.knownDefects(claimed));
      defectsAreListed |= !defects.isEmpty();
      if (claimed.equals(profile)) {
        reasons = new EnumMap<>(ViolationName.class);
        for (KnownDefect defect : defects) {
          reasons.merge(defect.name(), defect.reason(), (first, next) -> first + "; " + next);
        }
      }
    }
  }

  /**
   * A failure for each that the implementation does not list for the profile although it lists
   * some.
   */
  List<Failure> notListed() {
    List<Failure> failures = new ArrayList<>();
    for (KnownFailure known : ofProfile) {
      if (defectsAreListed && !reasons.containsKey(known.violation())) {
        String name = known.violation().word();
        failures.add(new Failure(
            known.origin(),
            "said to fail on " + profile + " with " + name
                + ", but the implementation does not list that among the defects of the profile",
            name + " in the list of known defects of " + profile,
            reasons.isEmpty() ? "no defect" : defectWords(),
            "",
            Set.of()));
      }
    }
    return failures;
  }

  private String defectWords() {
    return reasons.keySet().stream().map(ViolationName::word).collect(Collectors.joining(", "));
  }

  /** Those that must occur in this run. */
  List<KnownFailure> ofProfile() {
    return ofProfile;
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
    boolean occur = underTest.judgesViolations()
        && names.stream().anyMatch(name -> underTest.violations().inAllPhases(name) > 0);
    return occur && isOfWhatIsHeld(expectation, names, underTest);
  }

  /**
   * Whether an access can have met what a PE still holds since one of these rules was broken there.
   * What the tables themselves say is the P2M's own.
   */
  private static boolean isOfWhatIsHeld(
      Expectation expectation, Set<ViolationName> names, UnderTest underTest) {
    Observer observer;
    if (expectation instanceof Expectation.AccessHas has) {
      observer = Observer.of(has);
    } else if (expectation instanceof Expectation.AccessSees sees) {
      observer = Observer.of(sees);
    } else if (expectation instanceof Expectation.NeverAfter never) {
      observer = Observer.of(never);
    } else {
      return false;
    }
    if (observer.domain().isEmpty()) {
      return true;
    }
    if (!underTest.violations().mayConcern(names, observer.access().address())) {
      return false;
    }
    if (!(expectation instanceof Expectation.AccessHas has)) {
      return true; // of earlier boundaries nobody knows any more what the tables said
    }
    List<AccessReport> ofTables = underTest.lastReportsOfTables(
        observer.pe(), observer.domain().getAsInt(), observer.access());
    return ofTables.isEmpty()
        || new AccessJudge(has, "", ofTables, false).judge().isEmpty();
  }

  /**
   * Those that do not occur as often as stated, with the failure that this is; those that do are
   * claimed.
   */
  Map<KnownFailure, Failure> notOccurring(UnderTest underTest) {
    Map<KnownFailure, Failure> failures = new LinkedHashMap<>();
    for (KnownFailure known : ofProfile) {
      underTest.violations().claim(known.violation());
      long actual = underTest.violations().inAllPhases(known.violation());
      boolean occurs = known.times().isPresent() ? actual == known.times().getAsLong() : actual > 0;
      if (!occurs) {
        failures.put(known, failure(known, actual));
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
            + actual + (actual == 1 ? " time" : " times"),
        expected,
        name + " times " + actual,
        "",
        Observable.of(known.violation()));
  }

  /** Those that did occur. */
  List<KnownViolation> occurring(UnderTest underTest) {
    List<KnownViolation> occurring = new ArrayList<>();
    for (KnownFailure known : ofProfile) {
      long times = underTest.violations().inAllPhases(known.violation());
      if (times > 0) {
        String reason = reasons.getOrDefault(known.violation(), "");
        occurring.add(new KnownViolation(known.violation(), times, reason));
      }
    }
    return occurring;
  }
}
