package io.shatterproof.harness;

import io.shatterproof.arch.Feature;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.Observable;
import io.shatterproof.explore.Order;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a vector on an implementation, from the start and in one order of what several PEs do
 * at once. Once it has ended, for example since the implementation crashed, further calls do nothing.
 */
final class OrderRun implements AutoCloseable {
  private final Heading heading;
  private final Setup setup;
  private final P2mProvider provider;
  private final String profile;
  private final Coverage coverage;
  private final RunObserver observer;
  private final AnswerJudge answers;
  private final KnownFailures knownFailures;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> excusable = new ArrayList<>();
  private Schedule schedule = Schedule.NONE;
  private Meanwhile meanwhile = Meanwhile.NOBODY;
  private @Nullable UnderTest underTest;
  private @Nullable Verdict ended;
  private String reason = "";
  private List<String> trace = List.of();
  private String lastAnswer = "";
  private int phase = -1;
  private boolean observing;
  private boolean phaseOpen;
  private boolean closed;
  private boolean lacksDomain;
  private int reached;
  private int outOfScope;

  /**
   * A run that has not started.
   *
   * @param coverage what some order has to show
   * @param observer who looks on
   */
  OrderRun(
      Heading heading,
      Setup setup,
      P2mProvider provider,
      String profile,
      Coverage coverage,
      RunObserver observer) {
    this.heading = heading;
    this.setup = setup;
    this.provider = provider;
    this.profile = profile;
    this.coverage = coverage;
    this.observer = observer;
    this.answers = new AnswerJudge(heading.profiles().contains(profile));
    this.knownFailures = new KnownFailures(heading, profile);
  }

  /** Opens a session and creates the domains, if the implementation has what the vector needs. */
  void start() {
    guarded(this::open);
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
    boolean maintainsTlbs = heading.needs().capabilities().contains(Capability.TLB);
    underTest = new UnderTest(setup, maintainsTlbs, provider, profile, capabilities, new Answers());
    underTest.waive(heading.waived());
    underTest.bareTables().provideMemory();
    for (int domain = 0; domain < setup.domains().size() && ended == null; domain++) {
      if (!setup.later().contains(domain)) {
        create(domain, setup.domains().get(domain));
      }
    }
  }

  private void create(int domain, DomainConfig config) {
    try {
      judgeVmid(heading.origin(), config, running().createDomain(domain, config).vmid());
    } catch (DomainRefusedException refused) {
      end(
          Verdict.COULD_NOT_JUDGE,
          "creating domain " + config.name() + " failed with " + refused.error());
    }
  }

  /** A VMID in a scenario is an assertion where the profile allocates it. */
  private void judgeVmid(Origin origin, DomainConfig config, int actual) {
    if (config.vmid().isPresent() && config.vmid().getAsInt() != actual) {
      String expected = "vmid " + config.vmid().getAsInt();
      find(
          config,
          new Failure(
              origin,
              config.name() + " got vmid " + actual + ", expected " + expected,
              expected,
              "vmid " + actual,
              "",
              Observable.VMID));
    }
  }

  /** Does a step that is not observed. */
  void given(Step step) {
    guarded(() -> run(step));
  }

  private void run(Step step) {
    if (observer == RunObserver.NOBODY) {
      running().run(step);
      return;
    }
    observer.beginStep(step, running().text(step));
    lastAnswer = "";
    int before = running().beginWatchedStep(observing);
    running().run(step);
    observer.endStep(running().endWatchedStep(before, observing, lastAnswer));
  }

  /** Begins a phase: what was observed before is forgotten. */
  void beginPhase(Meanwhile observers) {
    guarded(() -> {
      closePhase(true);
      meanwhile = observers;
      meanwhile.prepare(running());
      running().beginPhase(!meanwhile.isEmpty());
      observing = true;
      phase++;
      phaseOpen = true;
      meanwhile.look(running());
    });
  }

  /** Expectations that do not apply to the profile were left out. */
  void leaveOut(int expectations) {
    outOfScope += expectations;
  }

  /** Does a step that is observed. */
  void when(Step step) {
    guarded(() -> {
      run(step);
      meanwhile.look(running());
    });
  }

  /** Does what several PEs do at once, in one order. */
  void when(InterleavedSteps steps, Order order) {
    guarded(() -> {
      schedule = new Schedule(running().boundary());
      int[] next = new int[steps.bodies().size()];
      for (int body : order.bodies()) {
        int number = next[body]++;
        run(steps.step(body, number));
        schedule.add(steps.text(body, number), running().boundary());
        meanwhile.look(running());
      }
    });
  }

  /** The order of what several PEs do at once. */
  Schedule schedule() {
    return schedule;
  }

  /** Judges an expectation of the phase. */
  void then(Expectation expectation) {
    guarded(() -> {
      closePhase(true);
      if (!expectation.scope().includes(profile)) {
        outOfScope++;
        return;
      }
      claimViolation(expectation);
      Optional<Failure> failure = expectation.accept(new ExpectationJudge(running(), answers));
      reached++;
      observer.judged(expectation, failure);
      if (expectation instanceof Expectation.ViolationIs) {
        cover(expectation, failure);
      } else {
        failure.ifPresent(found -> find(expectation, found, schedule.all()));
      }
    });
  }

  /** What the checkers say, they need not say in every order. */
  private void cover(Object subject, Optional<Failure> failure) {
    Coverage.Key key = new Coverage.Key(phase, subject, "violation");
    if (failure.isEmpty()) {
      coverage.show(key);
    } else {
      coverage.miss(key, failure::get);
    }
  }

  private void claimViolation(Expectation expectation) {
    if (expectation instanceof Expectation.ViolationIs violation) {
      running().violations().claimInPhase(new ViolationComparison(running()).claimed(violation));
    }
  }

  private void closePhase(boolean isComplete) {
    if (phaseOpen) {
      phaseOpen = false;
      running().endPhase();
      meanwhile.judge(
          running(),
          isComplete,
          coverage,
          (expectation, flaw) -> find(expectation, flaw.failure(), schedule.upTo(flaw.boundary())));
      reached += meanwhile.size();
    }
  }

  private void find(Object subject, Failure failure) {
    findings.add(new Finding(subject, failure, List.of()));
  }

  private void find(Expectation expectation, Failure failure, List<String> steps) {
    Finding finding = new Finding(expectation, failure, steps);
    if (knownFailures.canExplain(expectation, running())) {
      excusable.add(finding);
    } else {
      findings.add(finding);
    }
  }

  /** Hears of each step: a claim is a check; what fails unclaimed spoils the arrangement. */
  private final class Answers implements StepRunner.AnswerListener {
    @Override
    public void returned(Origin origin, String operation, long code, OptionalLong claimed) {
      lastAnswer = "returns " + Errno.describe(code);
      if (claimed.isPresent()) {
        reached++;
        answers
            .code(origin, operation, code, claimed.getAsLong())
            .ifPresent(failure -> find(origin, failure));
      } else if (!observing && code < 0) {
        end(
            Verdict.COULD_NOT_JUDGE,
            origin + ": " + operation + " of the arrangement returned " + Errno.describe(code));
      }
    }

    @Override
    public void created(Origin origin, DomainConfig config, int vmid) {
      judgeVmid(origin, config, vmid);
    }

    @Override
    public void became(Origin origin, AbortOutcome outcome, Optional<AbortOutcome> claimed) {
      lastAnswer = outcome.word();
      if (claimed.isPresent()) {
        reached++;
        answers.outcome(origin, outcome, claimed.get()).ifPresent(failure -> find(origin, failure));
      }
    }

    @Override
    public void resolved(Origin origin, boolean resolved, Optional<Boolean> claimed) {
      lastAnswer = resolved ? "resolved" : "unresolved";
      if (claimed.isPresent()) {
        reached++;
        AnswerJudge.resolved(origin, resolved, claimed.get())
            .ifPresent(failure -> find(origin, failure));
      }
    }
  }

  /** Judges the standing invariants, and ends the session. */
  void finish() {
    guarded(this::judgeStanding);
    close();
    if ((ended == Verdict.UNSUPPORTED || lacksDomain)
        && !(findings.isEmpty() && coverage.failures().isEmpty())) {
      ended = null; // what it lacks does not undo what it got wrong
    }
    findings.addAll(excusable);
  }

  /**
   * Ends the session in the middle of a phase, since what could follow was judged in another order.
   *
   * @param then what is expected of the whole phase
   */
  void stop(List<Expectation> then) {
    guarded(() -> {
      closePhase(false);
      if (running().maintainsTlbs()) {
        then.stream()
            .filter(expectation -> expectation.scope().includes(profile))
            .filter(this::isAboutWhatHappened)
            .forEach(this::claimViolation);
        judgeStandingInvariants();
      }
    });
    close();
    findings.addAll(excusable);
  }

  private boolean isAboutWhatHappened(Expectation expectation) {
    return expectation instanceof Expectation.ViolationIs violation
        && violation
            .label()
            .map(label -> running().labels().of(label).isPresent())
            .orElse(true);
  }

  private void judgeStanding() {
    closePhase(true);
    if (running().hasOverflowed()) {
      end(
          Verdict.CRASH,
          "the implementation reported " + EventLimit.exceeded(EventLimit.configured()));
      return;
    }
    if (running().heardNonsense()) {
      end(Verdict.CRASH, "the implementation reported an event with null");
      return;
    }
    for (String contradiction : running().contradictions()) {
      find(
          contradiction,
          new Failure(
              heading.origin(),
              "the implementation's reports contradict each other: " + contradiction,
              "reports that agree with what the judge computes from them",
              contradiction,
              "",
              Observable.REPORT));
    }
    judgeKnownFailures();
    if (running().judgesViolations()) {
      judgeStandingInvariants();
    }
  }

  private void judgeKnownFailures() {
    outOfScope += knownFailures.ofOthers();
    reached += knownFailures.size();
    knownFailures.notListed().forEach(failure -> find(failure, failure));
    Map<KnownFailure, Failure> notOccurring = knownFailures.notOccurring(running());
    for (KnownFailure known : knownFailures.ofProfile()) {
      cover(known, Optional.ofNullable(notOccurring.get(known)));
    }
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
    byName.forEach((name, violations) -> findings.add(new Finding(
        name,
        new Failure(
            heading.origin(),
            "violation " + running().text(violations.get(0)),
            "no violation",
            "violation " + name + " times " + violations.size(),
            running().log(violations.get(0)),
            Observable.of(violations.get(0).name())),
        schedule.upTo(running().violations().boundaryBehind(violations.get(0))))));
  }

  /** Violations that the scenario says this profile has. */
  List<KnownViolation> known() {
    return underTest == null || !underTest.judgesViolations()
        ? List.of()
        : knownFailures.occurring(underTest);
  }

  /** What became of the names that the scenario waives. */
  List<WaivedViolation> waived() {
    return underTest == null || !underTest.judgesViolations()
        ? List.of()
        : underTest.violations().waived();
  }

  /** Why it ended before its end; empty if it did not. */
  Optional<Verdict> ended() {
    return Optional.ofNullable(ended);
  }

  /** The same in a line. */
  String reason() {
    return reason;
  }

  /** Where it crashed, a line for each call; empty if it did not. */
  List<String> trace() {
    return trace;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Checks that were judged. */
  int reached() {
    return reached;
  }

  /** Checks that do not apply to the profile. */
  int outOfScope() {
    return outOfScope;
  }

  private UnderTest running() {
    if (underTest == null) {
      throw new IllegalStateException("the run has not started");
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
      crash(crash);
    } catch (DomainMissingException missing) {
      lacksDomain = true;
      end(Verdict.COULD_NOT_JUDGE, String.valueOf(missing.getMessage()));
    } catch (MalformedVectorException malformed) {
      end(Verdict.COULD_NOT_JUDGE, String.valueOf(malformed.getMessage()));
    }
  }

  /** Ends the run, with the reason in one line. */
  void end(Verdict verdict, String why) {
    ended = verdict;
    reason = why;
  }

  private void crash(ProviderCrashedException crash) {
    end(Verdict.CRASH, crash.reason());
    trace = crash.trace();
  }

  /** Ends the run with whatever stops this action, if something does. */
  void attempt(Runnable action) {
    guarded(action);
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
        crash(crash);
      }
    }
  }
}
