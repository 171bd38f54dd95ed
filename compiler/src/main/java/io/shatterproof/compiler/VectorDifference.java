package io.shatterproof.compiler;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.json.VectorLine;
import java.util.List;
import java.util.Optional;

/** Where two vectors begin to mean different things. */
final class VectorDifference {
  private VectorDifference() {}

  /** The first part that differs, in a few words; empty if they mean the same. */
  static Optional<String> of(ConformanceVector one, ConformanceVector other) {
    if (!one.heading().profiles().equals(other.heading().profiles())) {
      return Optional.of("other `profiles` come back");
    }
    Setup setup = one.setup();
    if (setup.domains().size() != other.setup().domains().size()) {
      return Optional.of("a domain that nothing is done with, nor expected of, does not come back");
    }
    for (int i = 0; i < setup.domains().size(); i++) {
      if (!setup.domains().get(i).equals(other.setup().domains().get(i))) {
        return Optional.of(
            "the domain `" + setup.domains().get(i).name() + "` does not come back as it is");
      }
    }
    if (!setup.equals(other.setup())) {
      return Optional.of("the platform or its memory do not come back as they are");
    }
    if (one.given().size() != other.given().size()) {
      return Optional.of("`given` has another number of steps");
    }
    if (one.phases().size() != other.phases().size()) {
      return Optional.of("another number of phases comes back");
    }
    for (int i = 0; i < one.phases().size(); i++) {
      Optional<String> difference = of(one.phases().get(i), other.phases().get(i));
      if (difference.isPresent()) {
        return difference.map(("phase " + (i + 1) + ": ")::concat);
      }
    }
    return VectorLine.print(one).equals(VectorLine.print(other))
        ? Optional.empty()
        : Optional.of("a step of `given`, or a member of a step or of an expectation, does not come"
            + " back as it is");
  }

  private static Optional<String> of(Phase one, Phase other) {
    return number("`when`", one.when(), other.when())
        .or(() -> number("`meanwhile`", one.meanwhile(), other.meanwhile()))
        .or(() -> number("`then`", one.then(), other.then()));
  }

  private static Optional<String> number(String part, List<?> one, List<?> other) {
    return one.size() == other.size()
        ? Optional.empty()
        : Optional.of(
            part + " has " + one.size() + " members, and comes back with " + other.size());
  }
}
