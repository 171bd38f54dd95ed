package io.shatterproof.compiler.lower;

import io.shatterproof.compiler.model.HeaderModel;
import io.shatterproof.compiler.model.HeaderModel.ExpectedFailureModel;
import io.shatterproof.compiler.model.HeaderModel.FailureModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the meaning of one scenario to a vector. */
public final class ScenarioLowering {
  private final ScenarioModel scenario;
  private final DomainNumbers domains;
  private final RegimeLowering regimes;
  private final StepLowering steps;

  private ScenarioLowering(ScenarioModel scenario) {
    this.scenario = scenario;
    this.domains = DomainNumbers.of(scenario);
    this.regimes = new RegimeLowering(scenario);
    this.steps = new StepLowering(domains, regimes, scenario.labels());
  }

  /**
   * The vector of a scenario that has no mistakes.
   *
   * @return without an id
   */
  public static ConformanceVector lower(ScenarioModel scenario) {
    return new ScenarioLowering(scenario).lower();
  }

  private ConformanceVector lower() {
    List<Step> given = regimes.isEmpty() ? steps.lower(scenario.given()) : regimes.given();
    List<Phase> phases = scenario.phases().stream().map(this::phase).toList();
    Setup setup = regimes.isEmpty() ? domains.setup() : regimes.setup();
    return new ConformanceVector(heading(setup, phases), setup, given, phases);
  }

  private Phase phase(PhaseModel phase) {
    List<Step> done = new ArrayList<>();
    for (int i = 0; i < phase.whens().size(); i++) {
      List<WhenModel> bodies = phase.whens().subList(i, endOfBodies(phase.whens(), i));
      List<List<Step>> lowered =
          bodies.stream().map(when -> steps.lower(when.steps())).toList();
      if (bodies.size() == 1) {
        done.addAll(lowered.get(0));
      } else {
        done.add(new Step.Interleaved(origin(bodies.get(0).span()), lowered));
      }
      i += bodies.size() - 1;
    }
    return new Phase(done, expectations(phase.meanwhile()), expectations(phase.thens()));
  }

  /** Behind the last of those that are done at once. */
  private static int endOfBodies(List<WhenModel> whens, int first) {
    int end = first + 1;
    while (end < whens.size() && whens.get(end).isAtOnce()) {
      end++;
    }
    return end;
  }

  private List<Expectation> expectations(List<ThenModel> blocks) {
    List<Expectation> expectations = new ArrayList<>();
    for (ThenModel block : blocks) {
      ExpectationLowering lowering = new ExpectationLowering(domains, regimes, block.scope());
      block.expectations().forEach(e -> expectations.add(lowering.lower(e)));
    }
    return expectations;
  }

  private Heading heading(Setup setup, List<Phase> phases) {
    HeaderModel header = scenario.header();
    return new Heading(
        "",
        List.of(),
        header.title(),
        header.scenario(),
        header.tags().stream().map(Spanned::value).toList(),
        header.why(),
        header.source(),
        origin(scenario.span()),
        Needs.of(setup.platform().features(), capabilities(phases)),
        profiles(setup),
        header.knownFailures().stream().map(ScenarioLowering::knownFailure).toList(),
        header.waivers().stream()
            .flatMap(waiver -> waiver.violations().stream())
            .toList(),
        header.expectedFailure().map(ScenarioLowering::expectedFailure),
        header.kills().stream().map(fault -> fault.value().name()).toList(),
        checks(phases));
  }

  private static KnownFailure knownFailure(FailureModel failure) {
    return new KnownFailure(
        origin(failure.span()),
        failure.profile().value(),
        failure.violation().value(),
        optionalLong(failure.times()));
  }

  private static ExpectedFailure expectedFailure(ExpectedFailureModel failure) {
    Set<String> profiles =
        failure.profiles().stream().map(Spanned::value).collect(Collectors.toSet());
    return new ExpectedFailure(
        origin(failure.span()),
        profiles.isEmpty() ? Scope.ARCHITECTURE : Scope.of(profiles),
        failure.until());
  }

  private SortedSet<String> profiles(Setup setup) {
    SortedSet<String> profiles = new TreeSet<>();
    setup.domains().forEach(domain -> profiles.add(domain.profile()));
    scenario.header().knownFailures().forEach(f -> profiles.add(f.profile().value()));
    scenario
        .header()
        .expectedFailure()
        .ifPresent(failure -> failure.profiles().forEach(profile -> profiles.add(profile.value())));
    for (PhaseModel phase : scenario.phases()) {
      phase.meanwhile().forEach(block -> profiles.addAll(block.scope().profiles()));
      phase.thens().forEach(then -> profiles.addAll(then.scope().profiles()));
    }
    return profiles;
  }

  private int checks(List<Phase> phases) {
    long expectations = phases.stream()
        .mapToLong(phase -> phase.meanwhile().size() + (long) phase.then().size())
        .sum();
    long claims = scenario.steps().stream().filter(StepModel::isClaiming).count();
    return (int) (expectations + claims + scenario.header().knownFailures().size());
  }

  private Set<Capability> capabilities(List<Phase> phases) {
    if (!regimes.isEmpty()) {
      return regimes.capabilities();
    }
    Set<Capability> capabilities = EnumSet.of(Capability.P2M);
    boolean needsEvents = phases.stream()
        .flatMap(phase -> Stream.concat(phase.meanwhile().stream(), phase.then().stream()))
        .anyMatch(e -> e.scope().isArchitecture() && needsEvents(e));
    if (needsEvents) {
      capabilities.add(Capability.EVENTS);
    }
    if (pes().size() > 1) {
      capabilities.add(Capability.MULTI_PE);
    }
    return capabilities;
  }

  /**
   * Violations are found in events, and so is what observers see. The outcome of a guest access is not
   * needed of events: an implementation may perform it.
   */
  private static boolean needsEvents(Expectation expectation) {
    return expectation instanceof Expectation.AccessSees
        || expectation instanceof Expectation.NeverAfter
        || expectation instanceof Expectation.ViolationIs
        || expectation instanceof Expectation.NoViolation;
  }

  private Set<Integer> pes() {
    Set<Integer> pes = new TreeSet<>();
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.OnPe onPe) {
        pes.add(onPe.pe());
      }
    }
    return pes;
  }

  static Origin origin(Span span) {
    return new Origin(span.file().path(), span.line(), span.column());
  }

  static OptionalLong optionalLong(Optional<Quantity> quantity) {
    return quantity.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(quantity.get().value());
  }
}
