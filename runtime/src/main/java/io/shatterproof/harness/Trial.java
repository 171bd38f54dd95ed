package io.shatterproof.harness;

import io.shatterproof.arch.Feature;
import io.shatterproof.bbm.Violation;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of one vector on one implementation, step by step: the one judge behind the replay of
 * vectors and behind generated tests.
 *
 * <p>Order of calls: {@link #start}, then {@link #given} for each arranging step; for each phase
 * {@link #beginPhase}, {@link #when} for each step, {@link #then} for each expectation; at last
 * {@link #finish}. Failed checks are collected, not thrown. Once the run has ended, for example
 * since the implementation crashed, further calls do nothing. Used by one thread.
 */
public final class Trial implements AutoCloseable {
  private static final Comparator<Failure> IN_ORDER_OF_SCENARIO = Comparator.comparingInt(
          (Failure failure) -> failure.origin().line())
      .thenComparingInt(failure -> failure.origin().column());

  private final Heading heading;
  private final Setup setup;
  private final P2mProvider provider;
  private final String profile;
  private final AnswerJudge answers;
  private final KnownFailures knownFailures;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Failure> excusable = new ArrayList<>();
  private @Nullable UnderTest underTest;
  private @Nullable Verdict ended;
  private String reason = "";
  private boolean observing;
  private boolean phaseOpen;
  private boolean closed;
  private int reached;
  private int outOfScope;

  private Trial(Heading heading, Setup setup, P2mProvider provider, String profile) {
    this.heading = heading;
    this.setup = setup;
    this.provider = provider;
    this.profile = profile;
    this.answers = new AnswerJudge(heading.profiles().contains(profile));
    this.knownFailures = new KnownFailures(heading, profile);
  }

  /** Opens a session and creates the domains, if the implementation has what the vector needs. */
  public static Trial start(Heading heading, Setup setup, P2mProvider provider, String profile) {
    Trial trial = new Trial(heading, setup, provider, profile);
    trial.guarded(trial::open);
    return trial;
  }

  private void open() {
    if (heading.checks() == 0) {
      throw new MalformedVectorException("the vector checks nothing");
    }
    GuardedSession.guarded("known defects", () -> {
      knownFailures.readDefects(provider);
      return profile;
    });
    Set<Feature> features =
        GuardedSession.guarded("features", () -> Set.copyOf(provider.features()));
    for (Feature feature : heading.needs().features()) {
      if (!features.contains(feature)) {
        end(Verdict.NOT_APPLICABLE, "needs the feature " + feature.word());
        return;
      }
    }
    Set<Capability> capabilities =
        GuardedSession.guarded("capabilities", () -> Set.copyOf(provider.capabilities()));
    for (Capability capability : heading.needs().capabilities()) {
      if (!capabilities.contains(capability)) {
        end(Verdict.UNSUPPORTED, "needs the capability " + capability.word());
        return;
      }
    }
    if (!setup.memory().isEmpty() && !capabilities.contains(Capability.REGIME)) {
      end(Verdict.UNSUPPORTED, "needs the capability " + Capability.REGIME.word());
      return;
    }
    Optional<String> obstacle = JudgedSetups.obstacle(setup);
    if (obstacle.isPresent()) {
      end(Verdict.COULD_NOT_JUDGE, obstacle.get());
      return;
    }
    underTest = new UnderTest(setup, provider, profile, capabilities, new Answers());
    underTest.bareTables().provideMemory();
    for (DomainConfig config : setup.domains()) {
      if (!create(config)) {
        return;
      }
      judgeVmid(config);
    }
  }

  private boolean create(DomainConfig config) {
    try {
      running().createDomain(config);
      return true;
    } catch (DomainRefusedException refused) {
      end(
          Verdict.COULD_NOT_JUDGE,
          "creating domain " + config.name() + " failed with " + refused.error());
      return false;
    }
  }

  /** A VMID in a scenario is an assertion where the profile allocates it. */
  private void judgeVmid(DomainConfig config) {
    List<TestedDomain> domains = running().domains();
    int actual = domains.get(domains.size() - 1).report().vmid();
    if (config.vmid().isPresent() && config.vmid().getAsInt() != actual) {
      String expected = "vmid " + config.vmid().getAsInt();
      failures.add(new Failure(
          heading.origin(),
          config.name() + " got vmid " + actual + ", expected " + expected,
          expected,
          "vmid " + actual,
          ""));
    }
  }

  /** Does a step that is not observed. */
  public void given(Step step) {
    guarded(() -> running().run(step));
  }

  /** Begins a phase: what was observed before is forgotten. */
  public void beginPhase() {
    guarded(() -> {
      closePhase();
      running().beginPhase();
      observing = true;
      phaseOpen = true;
    });
  }

  /** Begins a phase during which observers look. */
  public void beginPhase(List<Expectation> meanwhile) {
    beginPhase();
    if (!meanwhile.isEmpty()) {
      guarded(() -> end(Verdict.COULD_NOT_JUDGE, "observers of a phase are not judged yet"));
    }
  }

  /** Does a step that is observed. */
  public void when(Step step) {
    guarded(() -> running().run(step));
  }

  /** Judges an expectation of the phase. */
  public void then(Expectation expectation) {
    guarded(() -> {
      closePhase();
      if (!expectation.scope().includes(profile)) {
        outOfScope++;
        return;
      }
      claimViolation(expectation);
      Optional<Failure> failure = expectation.accept(new ExpectationJudge(running(), answers));
      reached++;
      failure.ifPresent(
          knownFailures.canExplain(expectation, running()) ? excusable::add : failures::add);
    });
  }

  private void claimViolation(Expectation expectation) {
    if (expectation instanceof Expectation.ViolationIs violation) {
      running().violations().claimInPhase(violation.name());
    }
  }

  private void closePhase() {
    if (phaseOpen) {
      running().endPhase();
      phaseOpen = false;
    }
  }

  /** Hears of each step: a claim is a check; what fails unclaimed spoils the arrangement. */
  private final class Answers implements StepRunner.AnswerListener {
    @Override
    public void returned(Origin origin, String operation, long code, OptionalLong claimed) {
      if (claimed.isPresent()) {
        reached++;
        answers.code(origin, operation, code, claimed.getAsLong()).ifPresent(failures::add);
      } else if (!observing && code < 0) {
        end(
            Verdict.COULD_NOT_JUDGE,
            origin + ": " + operation + " of the arrangement returned " + Errno.describe(code));
      }
    }

    @Override
    public void became(Origin origin, AbortOutcome outcome, Optional<AbortOutcome> claimed) {
      if (claimed.isPresent()) {
        reached++;
        answers.outcome(origin, outcome, claimed.get()).ifPresent(failures::add);
      }
    }
  }

  /** Judges the standing invariants and the number of checks, and ends the session. */
  public Result finish() {
    guarded(this::judgeStanding);
    close();
    if (ended == Verdict.UNSUPPORTED && !failures.isEmpty()) {
      ended = null; // what it lacks does not undo what it got wrong
    }
    failures.addAll(excusable);
    failures.sort(IN_ORDER_OF_SCENARIO);
    return new Result(
        heading,
        provider.name(),
        profile,
        verdict(),
        reason,
        failures,
        known(),
        reached,
        outOfScope);
  }

  private void judgeStanding() {
    closePhase();
    if (running().hasOverflowed()) {
      end(
          Verdict.COULD_NOT_JUDGE,
          "more than " + Recorder.MAX_EVENTS_IN_PHASE + " events in one phase");
      return;
    }
    if (running().heardNonsense()) {
      end(Verdict.CRASH, "the implementation reported an event with null");
      return;
    }
    for (String contradiction : running().contradictions()) {
      failures.add(new Failure(
          heading.origin(),
          "the implementation's reports contradict each other: " + contradiction,
          "reports that agree with what the judge computes from them",
          contradiction,
          ""));
    }
    judgeKnownFailures();
    if (running().reportsEvents()) {
      judgeStandingInvariants();
    }
  }

  private void judgeKnownFailures() {
    outOfScope += knownFailures.ofOthers();
    reached += knownFailures.size();
    failures.addAll(knownFailures.notListed());
    List<Failure> notOccurring = knownFailures.notOccurring(running());
    failures.addAll(notOccurring);
    if (notOccurring.isEmpty()) {
      excusable.clear(); // known to fail here, for this reason
    }
  }

  /** One failure for each name, with its first occurrence. */
  private void judgeStandingInvariants() {
    Map<String, List<Violation>> byName = new LinkedHashMap<>();
    for (Violation violation : running().violations().unclaimed()) {
      byName.computeIfAbsent(violation.name().word(), name -> new ArrayList<>()).add(violation);
    }
    byName.forEach((name, violations) -> failures.add(new Failure(
        heading.origin(),
        "violation " + violations.get(0).message(),
        "no violation",
        "violation " + name + " times " + violations.size(),
        running().eventLog())));
  }

  private List<KnownViolation> known() {
    return underTest == null || !underTest.reportsEvents()
        ? List.of()
        : knownFailures.occurring(underTest);
  }

  private Verdict verdict() {
    if (ended != null) {
      return ended;
    }
    if (!failures.isEmpty()) {
      reason = failures.get(0).message();
      return Verdict.DISAGREE;
    }
    if (reached + outOfScope != heading.checks()) {
      reason = (reached + outOfScope) + " of " + heading.checks() + " checks were reached";
      return Verdict.COULD_NOT_JUDGE;
    }
    if (reached == 0) {
      reason = "no expectation is in scope";
      return Verdict.NOT_APPLICABLE;
    }
    return Verdict.AGREE;
  }

  private UnderTest running() {
    if (underTest == null) {
      throw new IllegalStateException("the trial has not started");
    }
    return underTest;
  }

  private void guarded(Runnable action) {
    if (ended != null) {
      return;
    }
    try {
      action.run();
    } catch (UnsupportedByProviderException lacking) {
      end(Verdict.UNSUPPORTED, "the implementation does not have " + lacking.getMessage());
    } catch (ProviderCrashedException crash) {
      end(Verdict.CRASH, "the implementation crashed in " + crash.getMessage());
    } catch (MalformedVectorException malformed) {
      end(Verdict.COULD_NOT_JUDGE, String.valueOf(malformed.getMessage()));
    }
  }

  private void end(Verdict verdict, String why) {
    ended = verdict;
    reason = why;
  }

  @Override
  public void close() {
    UnderTest open = underTest;
    if (open == null || closed) {
      return;
    }
    closed = true;
    try {
      open.close();
    } catch (ProviderCrashedException crash) {
      if (ended == null) {
        end(Verdict.CRASH, "the implementation crashed in " + crash.getMessage());
      }
    }
  }
}
