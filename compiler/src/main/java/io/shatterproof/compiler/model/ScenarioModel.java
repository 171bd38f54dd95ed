package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A scenario, for one row of its table. What it holds is listed once: every rule asks for it. */
public final class ScenarioModel {
  private final Span span;
  private final Optional<RowModel> row;
  private final HeaderModel header;
  private final List<StepModel> given;
  private final List<PhaseModel> phases;
  private final List<LabelModel> labels;
  private final List<UseModel> uses;
  private final List<StepModel> steps;
  private final List<ExpectationModel> expectations;
  private final List<PatternModel.OfEvent> patterns;
  private final List<DomainModel> domains;
  private final List<RegimeModel> regimes;
  private final Optional<PlatformModel> platform;

  /**
   * A scenario.
   *
   * @param span from its keyword on
   * @param row its row, if there are several
   * @param labels in the order of the text
   * @param uses of templates, in the order of the text
   */
  public ScenarioModel(
      Span span,
      Optional<RowModel> row,
      HeaderModel header,
      List<StepModel> given,
      List<PhaseModel> phases,
      List<LabelModel> labels,
      List<UseModel> uses) {
    this.span = span;
    this.row = row;
    this.header = header;
    this.given = List.copyOf(given);
    this.phases = List.copyOf(phases);
    this.labels = List.copyOf(labels);
    this.uses = List.copyOf(uses);
    this.steps = List.copyOf(listedSteps());
    this.expectations = List.copyOf(listedExpectations());
    this.patterns = expectations.stream()
        .flatMap(expectation -> patterns(expectation).stream())
        .toList();
    this.domains = List.copyOf(listedDomains());
    this.regimes = List.copyOf(listedRegimes());
    this.platform = domains.stream()
        .map(DomainModel::platform)
        .findFirst()
        .or(() -> regimes.stream().map(RegimeModel::platform).findFirst());
  }

  public Span span() {
    return span;
  }

  public Optional<RowModel> row() {
    return row;
  }

  public HeaderModel header() {
    return header;
  }

  public List<StepModel> given() {
    return given;
  }

  public List<PhaseModel> phases() {
    return phases;
  }

  public List<LabelModel> labels() {
    return labels;
  }

  public List<UseModel> uses() {
    return uses;
  }

  /** Every step, in order; a lock comes before what it holds. */
  public List<StepModel> steps() {
    return steps;
  }

  /** Every expectation, in order. */
  public List<ExpectationModel> expectations() {
    return expectations;
  }

  /** Every pattern of one event of every expectation, in order. */
  public List<PatternModel.OfEvent> patterns() {
    return patterns;
  }

  /** The domain of everything that names one, in order, with repetitions. */
  public List<DomainModel> domains() {
    return domains;
  }

  /** The regime of everything that names one, in order, with repetitions. */
  public List<RegimeModel> regimes() {
    return regimes;
  }

  /** The platform of what it names first; empty if it names nothing. */
  public Optional<PlatformModel> platform() {
    return platform;
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

  private List<StepModel> listedSteps() {
    List<StepModel> listed = new ArrayList<>();
    given.forEach(step -> addWithBody(step, listed));
    for (PhaseModel phase : phases) {
      phase.whens().forEach(when -> when.steps().forEach(step -> addWithBody(step, listed)));
    }
    return listed;
  }

  private static void addWithBody(StepModel step, List<StepModel> steps) {
    steps.add(step);
    if (step instanceof StepModel.LockStep lock) {
      lock.body().forEach(inner -> addWithBody(inner, steps));
    }
  }

  private List<RegimeModel> listedRegimes() {
    List<RegimeModel> listed = new ArrayList<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.OfRegime ofRegime) {
        listed.add(ofRegime.regime());
      }
    }
    for (ExpectationModel expectation : expectations()) {
      access(expectation).ifPresent(access -> listed.add(access.regime()));
      if (expectation instanceof ExpectationModel.RawWordExpectation word) {
        listed.add(word.regime());
      }
    }
    return listed;
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
        || (step instanceof StepModel.PutStep put
            && (put.isEntry() || put.regime().isRaw()))
        || (step instanceof StepModel.OfWord word && word.needsTlb());
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

  private List<ExpectationModel> listedExpectations() {
    List<ExpectationModel> listed = new ArrayList<>();
    for (PhaseModel phase : phases) {
      phase.meanwhile().forEach(block -> listed.addAll(block.expectations()));
      phase.thens().forEach(then -> listed.addAll(then.expectations()));
    }
    return listed;
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

  private List<DomainModel> listedDomains() {
    List<DomainModel> listed = new ArrayList<>();
    for (StepModel step : steps()) {
      if (step instanceof StepModel.OfDomain ofDomain) {
        listed.add(ofDomain.domain());
      }
    }
    for (ExpectationModel expectation : expectations()) {
      if (expectation instanceof ExpectationModel.OfDomain ofDomain) {
        listed.add(ofDomain.domain());
      } else if (expectation instanceof ExpectationModel.OfObserver observer
          && observer.observed() instanceof ObservedModel.GuestAccessModel guest) {
        listed.add(guest.domain());
      }
    }
    for (PatternModel pattern : patterns()) {
      if (pattern instanceof PatternModel.OfDomain ofDomain) {
        listed.add(ofDomain.domain());
      }
    }
    return listed;
  }
}
