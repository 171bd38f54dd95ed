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

  /** The regime of everything that names one, in order, with repetitions. */
  public List<RegimeModel> regimes() {
    List<RegimeModel> regimes = new ArrayList<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.OfRegime ofRegime) {
        regimes.add(ofRegime.regime());
      }
    }
    for (ExpectationModel expectation : expectations()) {
      if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
        regimes.add(probe.access().regime());
      }
    }
    return regimes;
  }

  /** Every access under bare tables: those that are steps, then the probes. */
  public List<AccessModel> accesses() {
    List<AccessModel> accesses = new ArrayList<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.PerformStep perform) {
        accesses.add(perform.access());
      }
    }
    for (ExpectationModel expectation : expectations()) {
      if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
        accesses.add(probe.access());
      }
    }
    return accesses;
  }

  /** The entries of a regime, in order. */
  public List<EntryModel> entries(RegimeModel regime) {
    List<EntryModel> entries = new ArrayList<>();
    for (StepModel step : given) {
      if (step instanceof StepModel.EntryStep entry && entry.entry().regime().equals(regime)) {
        entries.add(entry.entry());
      }
    }
    return entries;
  }

  /** The platform of what it names first; empty if it names nothing. */
  public Optional<PlatformModel> platform() {
    return domains().stream()
        .map(DomainModel::platform)
        .findFirst()
        .or(() -> regimes().stream().map(RegimeModel::platform).findFirst());
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
    for (StepModel step : steps()) {
      if (step instanceof StepModel.OfDomain ofDomain) {
        domains.add(ofDomain.domain());
      }
    }
    for (ExpectationModel expectation : expectations()) {
      if (expectation instanceof ExpectationModel.OfDomain ofDomain) {
        domains.add(ofDomain.domain());
      }
    }
    for (PatternModel pattern : patterns()) {
      if (pattern instanceof PatternModel.OfDomain ofDomain) {
        domains.add(ofDomain.domain());
      }
    }
    return domains;
  }
}
