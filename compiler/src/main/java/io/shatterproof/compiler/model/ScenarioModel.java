package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A scenario, for one row of its table.
 *
 * @param span from its keyword on
 * @param row its row, if there are several
 * @param labels in the order of the text
 * @param uses of templates, in the order of the text
 */
public record ScenarioModel(
    Span span,
    Optional<RowModel> row,
    HeaderModel header,
    List<StepModel> given,
    List<PhaseModel> phases,
    List<LabelModel> labels,
    List<UseModel> uses) {
  public ScenarioModel {
    given = List.copyOf(given);
    phases = List.copyOf(phases);
    labels = List.copyOf(labels);
    uses = List.copyOf(uses);
  }

  /** A label, and the step that has it. */
  public record LabelModel(Spanned<String> name, StepModel step) {}

  /**
   * A use of a template.
   *
   * @param template the whole of the declaration
   */
  public record UseModel(Span span, Span template) {}

  /** The uses that bring what stands there, if it is in a template. */
  public List<UseModel> uses(Span place) {
    return uses.stream()
        .filter(use -> use.template().contains(place))
        .distinct()
        .toList();
  }

  /** Whether something stands above the scenario, which is a twin then, and in no template. */
  public boolean isOfOriginal(Span place) {
    return place.file().equals(span.file())
        && place.start() < span.start()
        && uses(place).isEmpty();
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
      access(expectation).ifPresent(access -> regimes.add(access.regime()));
    }
    return regimes;
  }

  private static Optional<AccessModel> access(ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
      return Optional.of(probe.access());
    }
    return expectation instanceof ExpectationModel.OfObserver observer
            && observer.observed() instanceof AccessModel access
        ? Optional.of(access)
        : Optional.empty();
  }

  /** Whether it can be told what TLBs hold: a scenario of bare tables that is about that. */
  public boolean usesTlb() {
    return !regimes().isEmpty()
        && (!labels.isEmpty()
            || steps().stream().anyMatch(ScenarioModel::usesTlb)
            || phases.stream()
                .anyMatch(phase -> !phase.meanwhile().isEmpty()
                    || phase.whens().stream().anyMatch(PhaseModel.WhenModel::isAtOnce))
            || expectations().stream()
                .anyMatch(
                    expectation -> expectation instanceof ExpectationModel.ViolationExpectation
                        || expectation instanceof ExpectationModel.NoViolationExpectation));
  }

  private static boolean usesTlb(StepModel step) {
    return step instanceof StepModel.OfTlb
        || step instanceof StepModel.LeaveStep
        || (step instanceof StepModel.PutStep put && put.isEntry());
  }

  /** Every access under bare tables: those that are steps, then those of expectations. */
  public List<AccessModel> accesses() {
    List<AccessModel> accesses = new ArrayList<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.PerformStep perform) {
        accesses.add(perform.access());
      }
    }
    for (ExpectationModel expectation : expectations()) {
      access(expectation).ifPresent(accesses::add);
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

  /** What is stored in entries of a regime, as if it were declared. */
  public List<EntryModel> stored(RegimeModel regime) {
    List<EntryModel> stored = new ArrayList<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.StoreStep store && store.regime().equals(regime)) {
        store.stored().ifPresent(stored::add);
      }
    }
    return stored;
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
      phase.meanwhile().forEach(block -> expectations.addAll(block.expectations()));
      phase.thens().forEach(then -> expectations.addAll(then.expectations()));
    }
    return expectations;
  }

  /** Every pattern of one event of every expectation, in order. */
  public List<PatternModel.OfEvent> patterns() {
    return expectations().stream()
        .flatMap(expectation -> patterns(expectation).stream())
        .toList();
  }

  /** Every pattern of one event of an expectation, in order. */
  public static List<PatternModel.OfEvent> patterns(ExpectationModel expectation) {
    List<PatternModel.OfEvent> patterns = new ArrayList<>();
    if (expectation instanceof ExpectationModel.EventsExpectation events) {
      events.patterns().forEach(pattern -> addEvents(pattern, patterns));
    } else if (expectation instanceof ExpectationModel.NoEventExpectation none) {
      patterns.add(none.pattern());
    }
    return patterns;
  }

  private static void addEvents(PatternModel pattern, List<PatternModel.OfEvent> patterns) {
    if (pattern instanceof PatternModel.EitherPattern either) {
      either
          .alternatives()
          .forEach(
              alternative -> alternative.patterns().forEach(inner -> addEvents(inner, patterns)));
    } else if (pattern instanceof PatternModel.RepeatedPattern repeated) {
      patterns.add(repeated.pattern());
    } else {
      patterns.add((PatternModel.OfEvent) pattern);
    }
  }

  /** The domains that a step creates, and which do not exist before. */
  public Set<DomainModel> created() {
    Set<DomainModel> created = new HashSet<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.CreateStep create) {
        created.add(create.domain());
      }
    }
    return created;
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
      } else if (expectation instanceof ExpectationModel.OfObserver observer
          && observer.observed() instanceof ObservedModel.GuestAccessModel guest) {
        domains.add(guest.domain());
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
