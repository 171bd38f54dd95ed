package io.shatterproof.harness;

import io.shatterproof.explore.Independence;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One trial of one vector on one implementation, step by step: the one judge behind the replay of
 * vectors and behind generated tests.
 *
 * <p>Order of calls: {@link #start}, then {@link #given} for each arranging step; for each phase
 * {@link #beginPhase}, {@link #when} for each step, {@link #then} for each expectation; at last
 * {@link #finish}. Failed checks are collected, not thrown. Once it has ended, for example since the
 * implementation crashed, further calls do nothing. Where several PEs do something at once, one order
 * is run as it is told, and every other from the start by {@link #finish}. Used by one thread.
 */
public final class Trial implements AutoCloseable {
  private static final Comparator<Failure> IN_ORDER_OF_SCENARIO = Comparator.comparingInt(
          (Failure failure) -> failure.origin().line())
      .thenComparingInt(failure -> failure.origin().column());

  private final Heading heading;
  private final Setup setup;
  private final P2mProvider provider;
  private final String profile;
  private final ExplorationLimits limits;
  private final Script script = new Script();
  private final Coverage coverage = new Coverage();
  private final OrderRun first;
  private Meanwhile meanwhile = Meanwhile.NOBODY;
  private volatile @Nullable Exploration exploration; // asked for its progress from outside

  private Trial(
      Heading heading,
      Setup setup,
      P2mProvider provider,
      String profile,
      ExplorationLimits limits) {
    this.heading = heading;
    this.setup = setup;
    this.provider = provider;
    this.profile = profile;
    this.limits = limits;
    this.first = newRun(ObservedProvider.of(provider, heading, profile));
  }

  private OrderRun newRun() {
    return newRun(RunObserver.NOBODY);
  }

  private OrderRun newRun(RunObserver observer) {
    return new OrderRun(heading, setup, provider, profile, coverage, observer);
  }

  /** Opens a session and creates the domains, if the implementation has what the vector needs. */
  public static Trial start(Heading heading, Setup setup, P2mProvider provider, String profile) {
    return start(heading, setup, provider, profile, ExplorationLimits.configured());
  }

  /** The same, with limits to what is explored where several PEs do something at once. */
  public static Trial start(
      Heading heading,
      Setup setup,
      P2mProvider provider,
      String profile,
      ExplorationLimits limits) {
    Trial trial = new Trial(heading, setup, provider, profile, limits);
    trial.first.start();
    return trial;
  }

  /** Does a step that is not observed. */
  public void given(Step step) {
    script.given(step);
    first.given(step);
  }

  /** Begins a phase that nobody looks on: what was observed before is forgotten. */
  public void beginPhase() {
    beginPhase(List.of());
  }

  /**
   * Begins a phase: what was observed before is forgotten.
   *
   * @param observers what is seen meanwhile: {@link Expectation.AccessSees} and {@link
   *     Expectation.NeverAfter} only
   */
  public void beginPhase(List<Expectation> observers) {
    script.beginPhase(observers);
    first.attempt(() -> {
      List<Expectation> applicable = applicable(observers);
      meanwhile = new Meanwhile(script.parts().size() - 1, applicable);
      first.leaveOut(observers.size() - applicable.size());
      first.beginPhase(meanwhile);
    });
  }

  private List<Expectation> applicable(List<Expectation> expectations) {
    return expectations.stream()
        .filter(expectation -> expectation.scope().includes(profile))
        .toList();
  }

  /** Does a step that is observed. */
  public void when(Step step) {
    script.when(step);
    if (step instanceof Step.Interleaved interleaved && exploration == null) {
      first.attempt(() -> explore(interleaved));
    } else {
      first.when(step);
    }
  }

  private void explore(Step.Interleaved interleaved) {
    InterleavedSteps steps = new InterleavedSteps(interleaved, new StepText(setup));
    Independence independence = StepIndependence.of(setup, script, steps, this::asksForNames);
    exploration =
        new Exploration(steps, meanwhile, script.parts().size() - 1, limits, independence);
    exploration.runFirst(first);
  }

  /** Whether an expectation, or a known failure, is about the name by which a rule is broken. */
  private boolean asksForNames() {
    return !heading.knownFailures().isEmpty()
        || script.parts().stream()
            .flatMap(part -> part.then().stream())
            .anyMatch(Expectation.ViolationIs.class::isInstance);
  }

  /** Judges an expectation of the phase. */
  public void then(Expectation expectation) {
    script.then(expectation);
    first.then(expectation);
  }

  /** Does everything that a vector says, from its first step to {@link #finish}. */
  public Result replay(ConformanceVector vector) {
    vector.given().forEach(this::given);
    for (Phase phase : vector.phases()) {
      beginPhase(phase.meanwhile());
      phase.when().forEach(this::when);
      phase.then().forEach(this::then);
    }
    return finish();
  }

  /** Judges the standing invariants and the number of checks, and ends the session. */
  public Result finish() {
    first.finish();
    Findings findings = new Findings();
    findings.add(first.findings());
    Verdict ended = first.ended().orElse(null);
    String reason = first.reason();
    List<String> trace = first.trace();
    boolean isExplored = exploration == null;
    if (ended == null && exploration != null) {
      Exploration.Outcome outcome =
          exploration.runOthers(first, script, this::newRun, this::applicable);
      findings = outcome.findings();
      ended = findings.isEmpty() ? outcome.ended() : null; // what fails, fails in every case
      reason = outcome.reason();
      trace = outcome.trace();
      isExplored = outcome.ended() == null;
    }
    List<Failure> failures = new ArrayList<>(findings.failures());
    if (isExplored) {
      failures.addAll(coverage.failures());
    }
    failures.sort(IN_ORDER_OF_SCENARIO);
    return result(failures, ended, reason, trace);
  }

  private Result result(
      List<Failure> failures, @Nullable Verdict ended, String reason, List<String> trace) {
    int checks = first.reached() + first.outOfScope();
    Verdict verdict = Verdict.AGREE;
    String why = "";
    if (ended != null) {
      verdict = ended;
      why = reason;
    } else if (!failures.isEmpty()) {
      verdict = Verdict.DISAGREE;
      why = failures.get(0).message();
    } else if (checks != heading.checks()) {
      verdict = Verdict.COULD_NOT_JUDGE;
      why = checks + " of " + heading.checks() + " checks were reached";
    } else if (first.reached() == 0) {
      verdict = Verdict.NOT_APPLICABLE;
      why = "no expectation is in scope";
    }
    ExpectedFailures expected = new ExpectedFailures(heading, profile);
    return expected.judge(new Result(
        heading,
        provider.name(),
        profile,
        verdict,
        why,
        verdict == Verdict.CRASH ? trace : List.of(),
        failures,
        List.of(),
        first.known(),
        first.waived(),
        first.reached(),
        first.outOfScope()));
  }

  /** How much was explored; empty where several PEs do nothing at once. */
  public Optional<Explored> explored() {
    return Optional.ofNullable(exploration).map(Exploration::explored);
  }

  @Override
  public void close() {
    first.close();
  }
}
