package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A scenario, for one row of its table.
 *
 * @param span from its keyword on
 * @param row where its row stands, if the table has several
 */
public record ScenarioModel(
    Span span,
    Optional<Span> row,
    HeaderModel header,
    List<StepModel> given,
    List<PhaseModel> phases) {
  public ScenarioModel {
    given = List.copyOf(given);
    phases = List.copyOf(phases);
  }

  /** Every step, in order; a lock comes before what it holds. */
  public List<StepModel> steps() {
    List<StepModel> steps = new ArrayList<>();
    given.forEach(step -> addWithBody(step, steps::add));
    for (PhaseModel phase : phases) {
      phase.whens().forEach(when -> when.steps().forEach(s -> addWithBody(s, steps::add)));
    }
    return steps;
  }

  private static void addWithBody(StepModel step, Consumer<StepModel> steps) {
    steps.accept(step);
    if (step instanceof StepModel.LockStep lock) {
      lock.body().forEach(inner -> addWithBody(inner, steps));
    }
  }

  /** Every expectation, in order. */
  public List<ExpectationModel> expectations() {
    List<ExpectationModel> expectations = new ArrayList<>();
    for (PhaseModel phase : phases) {
      phase.thens().forEach(then -> expectations.addAll(then.expectations()));
    }
    return expectations;
  }

  /** Every pattern of every expectation, in order. */
  public List<PatternModel> patterns() {
    List<PatternModel> patterns = new ArrayList<>();
    for (ExpectationModel expectation : expectations()) {
      if (expectation instanceof ExpectationModel.EventsExpectation events) {
        patterns.addAll(events.patterns());
      }
    }
    return patterns;
  }

  /** The domain of everything that names one, in order, with repetitions. */
  public List<DomainModel> domains() {
    List<DomainModel> domains = new ArrayList<>();
    steps().forEach(step -> add(domains, step));
    expectations().forEach(expectation -> add(domains, expectation));
    patterns().forEach(pattern -> add(domains, pattern));
    return domains;
  }

  private static void add(List<DomainModel> domains, StepModel step) {
    if (step instanceof StepModel.MapStep map) {
      domains.add(map.domain());
    } else if (step instanceof StepModel.UnmapStep unmap) {
      domains.add(unmap.domain());
    } else if (step instanceof StepModel.LockStep lock) {
      domains.add(lock.domain());
    }
  }

  private static void add(List<DomainModel> domains, ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
      domains.add(lookup.domain());
    } else if (expectation instanceof ExpectationModel.HoleExpectation hole) {
      domains.add(hole.domain());
    } else if (expectation instanceof ExpectationModel.AccessExpectation access) {
      domains.add(access.domain());
    }
  }

  private static void add(List<DomainModel> domains, PatternModel pattern) {
    if (pattern instanceof PatternModel.StoredPattern stored) {
      domains.add(stored.domain());
    } else if (pattern instanceof PatternModel.FilledPattern filled) {
      domains.add(filled.domain());
    } else if (pattern instanceof PatternModel.InvalidatedPattern invalidated) {
      domains.add(invalidated.domain());
    } else if (pattern instanceof PatternModel.IommuFlushedPattern flushed) {
      domains.add(flushed.domain());
    }
  }
}
