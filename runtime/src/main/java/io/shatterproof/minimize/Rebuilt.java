package io.shatterproof.minimize;

import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorIdentity;
import io.shatterproof.vector.json.VectorLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Vectors whose heading says again what is in them: how many checks, what is needed, which id. */
final class Rebuilt {
  private final String profile;

  /**
   * Keeps a profile, as which the vector fails.
   *
   * @param profile may be empty
   */
  Rebuilt(String profile) {
    this.profile = profile;
  }

  /** The vector with a heading of its own; empty if it is none that a file can have. */
  Optional<ConformanceVector> of(ConformanceVector changed) {
    ConformanceVector unnamed = with(changed, heading(changed));
    try {
      String id = VectorIdentity.identify(unnamed);
      ConformanceVector vector = with(unnamed, unnamed.heading().withId(id));
      VectorLine.read(VectorLine.print(vector), "candidate", 1);
      return Optional.of(vector);
    } catch (VectorFormatException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
      return Optional.empty();
    }
  }

  private static ConformanceVector with(ConformanceVector vector, Heading heading) {
    return new ConformanceVector(heading, vector.setup(), vector.given(), vector.phases());
  }

  private Heading heading(ConformanceVector vector) {
    Heading old = vector.heading();
    return new Heading(
        old.id(),
        List.of(),
        old.title(),
        old.scenario(),
        old.tags(),
        old.why(),
        old.source(),
        old.origin(),
        Needs.of(vector.setup().platform().features(), capabilities(vector)),
        profiles(vector),
        old.knownFailures(),
        old.waived(),
        old.expectedFailure(),
        List.of(),
        vector.checks());
  }

  private SortedSet<String> profiles(ConformanceVector vector) {
    SortedSet<String> profiles = new TreeSet<>();
    vector.setup().domains().forEach(domain -> profiles.add(domain.profile()));
    vector.heading().knownFailures().forEach(failure -> profiles.add(failure.profile()));
    vector
        .heading()
        .expectedFailure()
        .ifPresent(failure -> profiles.addAll(failure.scope().profiles()));
    expectations(vector).forEach(expected -> profiles.addAll(expected.scope().profiles()));
    if (!profile.isEmpty()) {
      profiles.add(profile);
    }
    return profiles;
  }

  /** What was needed and still is. */
  private static Set<Capability> capabilities(ConformanceVector vector) {
    Set<Capability> needed = EnumSet.noneOf(Capability.class);
    needed.addAll(vector.heading().needs().capabilities());
    boolean isOfP2m = vector.setup().memory().isEmpty();
    if (isOfP2m && expectations(vector).noneMatch(Rebuilt::needsEvents)) {
      needed.remove(Capability.EVENTS);
    }
    if (isOfP2m && pes(vector).size() < 2) {
      needed.remove(Capability.MULTI_PE);
    }
    return needed;
  }

  private static boolean needsEvents(Expectation expectation) {
    return expectation.scope().isArchitecture()
        && (expectation instanceof Expectation.AccessSees
            || expectation instanceof Expectation.NeverAfter
            || expectation instanceof Expectation.ViolationIs
            || expectation instanceof Expectation.NoViolation);
  }

  private static Set<Object> pes(ConformanceVector vector) {
    Set<Object> pes = new TreeSet<>();
    steps(vector).forEach(step -> RecordParts.value((Record) step, "pe").ifPresent(pes::add));
    return pes;
  }

  static Stream<Expectation> expectations(ConformanceVector vector) {
    return vector.phases().stream()
        .flatMap(phase -> Stream.concat(phase.meanwhile().stream(), phase.then().stream()));
  }

  /** Every step, those inside of others too, without what only holds one. */
  static Stream<Step> steps(ConformanceVector vector) {
    return Stream.concat(
            vector.given().stream(),
            vector.phases().stream().map(Phase::when).flatMap(List::stream))
        .flatMap(Rebuilt::inside);
  }

  private static Stream<Step> inside(Step step) {
    if (step instanceof Step.Labelled labelled) {
      return inside(labelled.step());
    }
    if (step instanceof Step.Interleaved interleaved) {
      return interleaved.bodies().stream().flatMap(List::stream).flatMap(Rebuilt::inside);
    }
    return step instanceof Step.Locked locked
        ? Stream.concat(Stream.of(step), locked.body().stream().flatMap(Rebuilt::inside))
        : Stream.of(step);
  }
}
