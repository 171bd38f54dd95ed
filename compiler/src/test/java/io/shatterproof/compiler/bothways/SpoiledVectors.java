package io.shatterproof.compiler.bothways;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The vectors of a set, each with one spoiled expectation, for every way to spoil one, and each
 * with its known failures gone or wrong.
 */
final class SpoiledVectors {
  private final Map<String, ConformanceVector> byId = new LinkedHashMap<>();

  private SpoiledVectors() {}

  static VectorSet of(VectorSet set) {
    SpoiledVectors spoiled = new SpoiledVectors();
    set.vectors().forEach(spoiled::add);
    return new VectorSet(
        set.suite(), set.generator(), set.specifications(), List.copyOf(spoiled.byId.values()));
  }

  private void add(ConformanceVector vector) {
    add(vector, List.of(), vector.phases());
    add(
        vector,
        vector.heading().knownFailures().stream().map(SpoiledVectors::moreOften).toList(),
        vector.phases());
    for (int p = 0; p < vector.phases().size(); p++) {
      Phase phase = vector.phases().get(p);
      for (List<Expectation> then : spoiled(phase.then())) {
        add(vector, p, new Phase(phase.when(), phase.meanwhile(), then));
      }
      for (List<Expectation> meanwhile : spoiled(phase.meanwhile())) {
        add(vector, p, new Phase(phase.when(), meanwhile, phase.then()));
      }
    }
  }

  /** The list with one of its expectations spoiled, for every way to do so. */
  private static List<List<Expectation>> spoiled(List<Expectation> expectations) {
    List<List<Expectation>> spoiled = new ArrayList<>();
    for (int e = 0; e < expectations.size(); e++) {
      for (Expectation other : expectations.get(e).accept(new Spoiled())) {
        List<Expectation> changed = new ArrayList<>(expectations);
        changed.set(e, other);
        spoiled.add(changed);
      }
    }
    return spoiled;
  }

  private void add(ConformanceVector vector, int number, Phase phase) {
    List<Phase> phases = new ArrayList<>(vector.phases());
    phases.set(number, phase);
    add(vector, vector.heading().knownFailures(), phases);
  }

  private void add(ConformanceVector vector, List<KnownFailure> knownFailures, List<Phase> phases) {
    Heading heading = vector.heading();
    int dropped = heading.knownFailures().size() - knownFailures.size();
    Heading unnamed = named(heading, "", heading.title(), knownFailures, dropped);
    String id = VectorIdentity.identify(
        new ConformanceVector(unnamed, vector.setup(), vector.given(), phases));
    String title = heading.title() + " / spoiled " + byId.size();
    Heading named = named(heading, id, title, knownFailures, dropped);
    byId.putIfAbsent(id, new ConformanceVector(named, vector.setup(), vector.given(), phases));
  }

  /** The same, claimed to happen more often than it does. */
  private static KnownFailure moreOften(KnownFailure known) {
    return new KnownFailure(
        known.origin(), known.profile(), known.violation(), OptionalLong.of(77));
  }

  private static Heading named(
      Heading heading, String id, String title, List<KnownFailure> knownFailures, int dropped) {
    return new Heading(
        id,
        heading.was(),
        title,
        heading.scenario(),
        heading.tags(),
        heading.why(),
        heading.source(),
        heading.origin(),
        heading.needs(),
        heading.profiles(),
        knownFailures,
        heading.waived(),
        heading.expectedFailure(),
        heading.kills(),
        heading.checks() - dropped);
  }
}
