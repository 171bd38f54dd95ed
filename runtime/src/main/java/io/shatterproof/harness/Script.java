package io.shatterproof.harness;

import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;

/** What a trial was told to do up to now, so that it can be done again. */
final class Script {
  private final List<Step> given = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  /** What was told of one phase. */
  record Part(List<Expectation> meanwhile, List<Step> when, List<Expectation> then) {
    private Part(List<Expectation> meanwhile) {
      this(List.copyOf(meanwhile), new ArrayList<>(), new ArrayList<>());
    }
  }

  void given(Step step) {
    given.add(step);
  }

  void beginPhase(List<Expectation> meanwhile) {
    parts.add(new Part(meanwhile));
  }

  void when(Step step) {
    if (!parts.isEmpty()) {
      last().when().add(step);
    }
  }

  void then(Expectation expectation) {
    if (!parts.isEmpty()) {
      last().then().add(expectation);
    }
  }

  private Part last() {
    return parts.get(parts.size() - 1);
  }

  List<Step> given() {
    return given;
  }

  /** The phases. */
  List<Part> parts() {
    return parts;
  }
}
