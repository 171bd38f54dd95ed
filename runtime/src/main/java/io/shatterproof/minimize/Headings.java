package io.shatterproof.minimize;

import io.shatterproof.event.ViolationName;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import java.util.ArrayList;
import java.util.List;

/** Headings that say less. */
final class Headings {
  private Headings() {}

  /** The heading without one of what is known to fail, or is not asked for. */
  static List<Heading> fewer(Heading heading) {
    List<Heading> fewer = new ArrayList<>();
    for (int i = 0; i < heading.knownFailures().size(); i++) {
      List<KnownFailure> rest = new ArrayList<>(heading.knownFailures());
      rest.remove(i);
      fewer.add(with(heading, rest, heading.waived()));
    }
    for (int i = 0; i < heading.waived().size(); i++) {
      List<ViolationName> rest = new ArrayList<>(heading.waived());
      rest.remove(i);
      fewer.add(with(heading, heading.knownFailures(), rest));
    }
    return fewer;
  }

  /** The vector under a title of its own, which says where it comes from. */
  static ConformanceVector ofMinimal(ConformanceVector vector, Minimizer.Failing failing) {
    Heading heading = vector.heading();
    Heading told = new Heading(
        heading.id(),
        heading.was(),
        failing.vector().heading().title() + " (minimal)",
        failing.vector().heading().title() + " (minimal)",
        heading.tags(),
        "The least of " + failing.vector().heading().id() + " that "
            + failing.provider().name()
            + " fails" + (failing.profile().isEmpty() ? "" : " as " + failing.profile()) + ": "
            + failing.reason() + ".",
        heading.source(),
        heading.origin(),
        heading.needs(),
        heading.profiles(),
        heading.knownFailures(),
        heading.waived(),
        heading.expectedFailure(),
        List.of(),
        heading.checks());
    return new ConformanceVector(told, vector.setup(), vector.given(), vector.phases());
  }

  private static Heading with(
      Heading heading, List<KnownFailure> known, List<ViolationName> waived) {
    return new Heading(
        heading.id(),
        heading.was(),
        heading.title(),
        heading.scenario(),
        heading.tags(),
        heading.why(),
        heading.source(),
        heading.origin(),
        heading.needs(),
        heading.profiles(),
        known,
        waived,
        heading.expectedFailure(),
        heading.kills(),
        heading.checks());
  }
}
