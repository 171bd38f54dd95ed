package io.shatterproof.minimize;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The steps and expectations of a vector by their numbers, so that many can be left out at once. */
final class Atoms {
  private final IntPredicate isKept;
  private int next;

  private Atoms(IntPredicate isKept) {
    this.isKept = isKept;
  }

  /** How many there are; what is inside of another step does not count. */
  static int count(ConformanceVector vector) {
    Atoms atoms = new Atoms(number -> true);
    atoms.rest(vector);
    return atoms.next;
  }

  /** The vector without those from one number up to another, that one excluded. */
  static ConformanceVector without(ConformanceVector vector, int from, int to) {
    return new Atoms(number -> number < from || number >= to).rest(vector);
  }

  private ConformanceVector rest(ConformanceVector vector) {
    List<Step> given = rest(vector.given());
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : vector.phases()) {
      Phase rest = new Phase(rest(phase.when()), rest(phase.meanwhile()), rest(phase.then()));
      if (!rest.when().isEmpty() || !rest.meanwhile().isEmpty() || !rest.then().isEmpty()) {
        phases.add(rest);
      }
    }
    return new ConformanceVector(vector.heading(), vector.setup(), given, phases);
  }

  private <T> List<T> rest(List<T> parts) {
    List<T> rest = new ArrayList<>();
    for (T part : parts) {
      if (isKept.test(next++)) {
        rest.add(part);
      }
    }
    return rest;
  }
}
