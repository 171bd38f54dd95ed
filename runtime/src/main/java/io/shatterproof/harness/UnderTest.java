package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An implementation in a trial, with the machine that the judge keeps of what it reports. */
final class UnderTest implements AutoCloseable {
  private final Machine machine;
  private final Recorder recorder;
  private final ViolationAccount violations;
  private final Set<Capability> capabilities;
  private final boolean knowsAllOutcomes;
  private final GuardedSession session;
  private final VectorReferences references;
  private final GuestPes guestPes;
  private final BareTables bareTables;
  private final @Nullable TlbProgram tlbs;
  private final StepRunner steps;
  private final StepText stepText;
  private final Labels labels = new Labels();
  private final List<Step> doneInPhase = new ArrayList<>();
  private final TestedDomains domains;
  private OptionalLong lastCode = OptionalLong.empty();
  private List<AccessReport> lastReports = List.of();
  private boolean hasBegun; // before, a PE may be in the guest of each domain that it runs
  /** Whoever claims to report events, and reports none, would break no rule. */
  private String mappedByNothing = "";

  /**
   * Opens a session without domains.
   *
   * @param maintainsTlbs whether the vector needs {@link Capability#TLB}
   */
  UnderTest(
      Setup setup,
      boolean maintainsTlbs,
      P2mProvider provider,
      String profile,
      Set<Capability> capabilities,
      StepRunner.AnswerListener answers) {
    this.machine = new Machine(setup.platform(), JudgedSetups.granule(setup));
    this.recorder = new Recorder(machine);
    this.capabilities = capabilities;
    this.knowsAllOutcomes = !setup.memory().isEmpty()
        && GuardedSession.guarded("knowledge of all outcomes", provider::knowsAllOutcomes);
    this.references = new VectorReferences(setup);
    this.guestPes = new GuestPes(setup);
    this.domains = new TestedDomains(setup, references);
    this.session = GuardedSession.open(
        () -> provider.open(setup.platform(), profile, new UntimedSink(recorder)),
        domains::inSession);
    this.tlbs = maintainsTlbs && !setup.memory().isEmpty() ? new TlbProgram(setup, session) : null;
    this.violations =
        tlbs == null ? ViolationAccount.of(machine, profile) : ViolationAccount.of(tlbs.machine());
    this.bareTables = new BareTables(setup, session, capabilities, references, tlbs);
    this.steps = new StepRunner(this, session, references, answers);
    this.stepText = new StepText(setup);
  }

  /** Nobody asks about violations of these names. */
  void waive(List<ViolationName> names) {
    violations.waive(names);
  }

  /** Whether an answer about bare tables is all that is possible, however short. */
  boolean knowsAllOutcomes() {
    return knowsAllOutcomes;
  }

  BareTables bareTables() {
    return bareTables;
  }

  /** Creates a domain of the setup. */
  DomainReport createDomain(int domain, DomainConfig config) {
    TestedDomain tested = create(config);
    domains.add(domain, tested);
    guestPes.create(domain);
    return tested.report();
  }

  /** Creates a domain that nothing names. */
  void createUnnamed(DomainConfig config) {
    domains.addUnnamed(create(config));
  }

  private TestedDomain create(DomainConfig config) {
    DomainReport report = session.createDomain(config);
    int number = domains.created().size();
    if (hasBegun) {
      config.runsOn().forEach(machine::leaveGuest);
    }
    machine.attachDomain(number, config, report);
    return new TestedDomain(config, report);
  }

  /** Does a step. */
  void run(Step step) {
    hasBegun = true;
    OptionalLong code = step.accept(steps);
    if (code.isPresent()) {
      lastCode = code;
    }
    doneInPhase.add(step);
  }

  /**
   * A step begins that somebody looks on.
   *
   * @param isInPhase whether events are kept anyway
   * @return how many events were kept before
   */
  int beginWatchedStep(boolean isInPhase) {
    if (!isInPhase) {
      recorder.beginPhase();
    }
    return recorder.phase().size();
  }

  /** It ends: what it did. */
  RunObserver.Done endWatchedStep(int before, boolean isInPhase, String answer) {
    List<ObservedEvent> all = recorder.phase();
    int to = (int) Math.min(all.size(), (long) before + RunObserver.MOST_EVENTS);
    List<String> events = lines(all.subList(before, to));
    int more = all.size() - to;
    if (!isInPhase) {
      recorder.endPhase();
    }
    return new RunObserver.Done(answer, events, more, this::mappedDomains);
  }

  /** What the tables of each domain map, as far as it was reported. */
  private List<MappedDomain> mappedDomains() {
    return reportsEvents()
        ? domains.withTables().stream()
            .map(domain ->
                new MappedDomain(domain.config().name(), MappingText.of(domain, machine::read)))
            .toList()
        : List.of();
  }

  /** A domain was torn down. */
  void tornDown(int domain) {
    machine.tornDown(domains.inSession(domain));
  }

  /** A mapping begins; of another domain's frames, its caller took a reference on each. */
  void beginMapping(Step.Map step) {
    if (step.attributes().type().filter(P2mType::isForeign).isPresent()) {
      machine.takeReferences(step.pa(), step.sizeBytes());
    }
  }

  /** The mapping that began last has returned. */
  void endMapping(Step.Map step, long code) {
    machine.settleReferences(code == 0);
    if (code == 0 && isOfPages(step)) {
      requireStore(step.ipa(), "was mapped");
    }
  }

  private boolean isOfPages(Step.Map step) {
    return step.sizeBytes()
        >= domains.of(step.domain()).config().geometry().granule().entrySizeBytes(3);
  }

  private void requireStore(long ipa, String how) {
    if (reportsEvents() && !recorder.heardStore()) {
      mappedByNothing =
          "0x" + Long.toHexString(ipa) + " " + how + ", and no store into a table was reported";
    }
  }

  /**
   * What was observed before is forgotten.
   *
   * @param isWatched whether somebody looks on at each boundary
   */
  void beginPhase(boolean isWatched) {
    lastCode = OptionalLong.empty();
    if (tlbs != null) {
      tlbs.begin();
    } else if (isWatched) {
      machine.watch();
    }
    recorder.beginPhase();
    violations.beginPhase();
    labels.clear();
    doneInPhase.clear();
  }

  /** The boundary behind everything that happened in the phase up to now. */
  int boundary() {
    return violations.boundary();
  }

  /** A step with a label begins. */
  void beginLabel(String label) {
    labels.begin(label, boundary());
  }

  /** It ends. */
  void endLabel(String label) {
    labels.end(label, boundary());
  }

  /** The labels of the phase. */
  Labels labels() {
    return labels;
  }

  /** Whether accesses of the vector are of bare tables whose TLBs hold what they may. */
  boolean maintainsTlbs() {
    return tlbs != null;
  }

  /** All that an access in the guest of a domain could have met, boundary by boundary. */
  List<List<AccessReport>> seen(int pe, int domain, GuestAccess access) {
    return machine.seen(pe, domains.inSession(domain), access);
  }

  /** What happened in the phase, with one of its boundaries marked. */
  BoundaryLog log(int boundary) {
    if (tlbs != null) {
      List<String> all = doneInPhase.stream().map(stepText::withPe).toList();
      int at = Math.min(boundary, all.size());
      return new BoundaryLog("step log", "step", all.subList(0, at), all.subList(at, all.size()));
    }
    List<ObservedEvent> all = recorder.phase();
    int at = Math.min(boundary, all.size());
    return new BoundaryLog(
        "event log", "event", lines(all.subList(0, at)), lines(all.subList(at, all.size())));
  }

  /** The log of the phase, with what broke a rule marked if it was there. */
  String log(Violation violation) {
    return tlbs != null && violations.isOfPhase(violation.event())
        ? log(violations.boundaryBehind(violation))
            .text(List.of("violation " + violation.name().word()))
        : eventLog();
  }

  /** What rule was broken, and by what; both are named as in the log of the phase. */
  String text(Violation violation) {
    String opened = violation.openedAt() < 0 ? "" : "opened " + by(violation.openedAt()) + ", ";
    return violation.account() + "; " + opened + "broken " + by(violation.event());
  }

  private String by(long event) {
    return violations.isOfPhase(event)
        ? "by " + log(violations.boundaryBehind(event)).last()
        : "before these steps";
  }

  /** What rules were broken in the phase, a line each. */
  String textOfViolations() {
    return violations.textOfPhase(this::text);
  }

  private List<String> lines(List<ObservedEvent> events) {
    EventText text = new EventText(domains);
    return OfflineStores.asFills(events).stream()
        .map(event -> EventLogText.withRemark(event, text))
        .toList();
  }

  /** A step in the words of the scenario, with the PE that does it. */
  String text(Step step) {
    return stepText.withPe(step);
  }

  /** Whether a PE is in the guest of a domain now. */
  boolean isInGuest(int pe, int domain) {
    references.requirePe(pe);
    references.requireDomain(domain);
    return guestPes.isIn(pe, domain);
  }

  /** From now on events belong to probes. */
  void endPhase() {
    recorder.endPhase();
    violations.endPhase();
  }

  /** A PE has switched to the guest of a domain. */
  void entered(int pe, int domain) {
    guestPes.enter(pe, domain);
    machine.enterGuest(pe, domains.inSession(domain));
  }

  /** A PE has switched away from the guest that it was in. */
  void left(int pe) {
    guestPes.leave(pe);
    machine.leaveGuest(pe);
  }

  /** A domain is about to be destroyed: no PE runs its guest from now on, or ever again. */
  void retired(int domain) {
    guestPes.retire(domain);
    machine.retire(domains.inSession(domain));
  }

  P2mEntry lookup(int domain, long ipa) {
    references.requireDomain(domain);
    P2mEntry entry = session.lookup(domain, ipa);
    if (entry instanceof P2mEntry.Mapped) {
      requireStore(ipa, "is said to be mapped");
    }
    return entry;
  }

  /**
   * The memory attributes of the leaf that serves an address, as computed from the events; empty
   * where there is none, and of an implementation that reports no events.
   */
  Optional<MemoryAttributes> attributes(int domain, long ipa) {
    references.requireDomain(domain);
    long leaf = reportsEvents() ? machine.leaf(domain, ipa) : S2Descriptor.INVALID;
    return S2Descriptor.isValid(leaf)
        ? Optional.of(S2Descriptor.attributes(leaf))
        : Optional.empty();
  }

  /** What stands in the tables of a domain: as events say, or as it is read back. */
  DomainTables tables(int domain) {
    references.requireDomain(domain);
    if (!reportsEvents() && !capabilities.contains(Capability.DESCRIPTORS)) {
      throw new UnsupportedByProviderException(
          "events or descriptors, which what is stored depends on");
    }
    return new DomainTables(
        domains.of(domain), reportsEvents() ? machine::read : session::readDescriptor);
  }

  /**
   * Every outcome that a guest access can have now: those that what its PE may still hold allows, as
   * computed from the events, and that which it has where the implementation performs it.
   */
  List<AccessReport> access(int pe, int domain, GuestAccess access) {
    requireWhereItIsMade(pe, domain, access);
    List<AccessReport> reports = new ArrayList<>();
    if (capabilities.contains(Capability.ACCESS)) {
      reports.add(session.accessAndReport(pe, domain, access));
    } else {
      requireEvents("guest accesses");
    }
    if (reportsEvents()) {
      for (AccessReport report : machine.outcomes(pe, domains.inSession(domain), access)) {
        if (!isTold(reports, report)) {
          reports.add(report);
        }
      }
    }
    lastReports = List.copyOf(reports);
    return reports;
  }

  /**
   * What is left of the reports of the last access, which is this one, if the PE holds nothing but
   * what the tables say now.
   */
  List<AccessReport> lastReportsOfTables(int pe, int domain, GuestAccess access) {
    Outcome ofTables = machine.access(pe, domains.inSession(domain), access);
    List<AccessReport> possible = machine.outcomes(pe, domains.inSession(domain), access);
    return lastReports.stream()
        .filter(report -> report.outcome().equals(ofTables)
            || possible.stream().noneMatch(held -> held.outcome().equals(report.outcome())))
        .toList();
  }

  /** Whether an implementation told this, but for registers of which it tells nothing. */
  private boolean isTold(List<AccessReport> told, AccessReport computed) {
    return capabilities.contains(Capability.SYNDROME)
        ? told.contains(computed)
        : told.stream().anyMatch(report -> report.outcome().equals(computed.outcome()));
  }

  /** A guest access is made in the guest, a translation by the PE that operates on the domain. */
  void requireWhereItIsMade(int pe, int domain, GuestAccess access) {
    if (access.kind().group() != AccessKind.Group.ADDRESS_TRANSLATION) {
      requireInGuest(pe, domain);
      return;
    }
    references.requirePe(pe);
    references.requireDomain(domain);
    if (domains.of(domain).config().operatedBy() != pe) {
      throw new MalformedVectorException("PE " + pe + " does not operate on domain "
          + nameOf(domain) + ", and so does not translate its addresses");
    }
  }

  /** The class of abort that a guest access meets now; a Translation fault if it would succeed. */
  FaultKind faultOf(int pe, int domain, AccessKind kind, long ipa) {
    requireEvents("aborts that name no fault");
    return machine.access(pe, domains.inSession(domain), kind, ipa)
            instanceof Outcome.Faulted faulted
        ? faulted.kind()
        : FaultKind.TRANSLATION;
  }

  void requireInGuest(int pe, int domain) {
    references.requirePe(pe);
    references.requireDomain(domain);
    guestPes.requireIn(pe, domain);
  }

  /** Tables that no IOMMU walks show it nothing. */
  void requireIommu(Origin origin, int domain) {
    references.requireDomain(domain);
    if (!domains.of(domain).config().usesIommu()) {
      throw new MalformedVectorException(
          origin + ": domain " + nameOf(domain) + " does not use an IOMMU");
    }
  }

  void requireInAnyGuest(int pe) {
    references.requirePe(pe);
    guestPes.requireInAny(pe);
  }

  /** The access restriction of a page, or of new mappings; or a negated error number. */
  long restriction(int domain, OptionalLong ipa) {
    references.requireDomain(domain);
    return session.accessRestriction(domain, ipa);
  }

  long statistic(int domain, Statistic which, int level) {
    references.requireDomain(domain);
    return session.statistic(domain, which, level);
  }

  /** The events of the phase. */
  List<ObservedEvent> phase() {
    requireEvents("expectations of events");
    return recorder.phase();
  }

  /** The events of the phase as text, none marked. */
  String eventLog() {
    return tlbs == null
        ? EventLogText.of(OfflineStores.asFills(recorder.phase()), new EventText(domains))
        : log(Integer.MAX_VALUE).text(List.of("(end)"));
  }

  ViolationAccount violations() {
    if (tlbs == null) {
      requireEvents("expectations of violations");
    }
    return violations;
  }

  /** The code of the last operation of the phase. */
  long lastCode() {
    return lastCode.orElseThrow(
        () -> new MalformedVectorException("no operation of the phase returns anything"));
  }

  TestedDomains domains() {
    return domains;
  }

  String nameOf(int domain) {
    return domains.nameOf(domain);
  }

  /** An access in the words of the scenario. */
  String nameOf(Observer observer) {
    return observer.text(this::nameOf);
  }

  /** Whether the judge can tell which rules are broken. */
  boolean judgesViolations() {
    return tlbs != null || reportsEvents();
  }

  private boolean reportsEvents() {
    return capabilities.contains(Capability.EVENTS);
  }

  /** Claims of registers are judged of those only who tell them. */
  void requireSyndromes(List<LegalOutcome> outcomes) {
    boolean asks =
        outcomes.stream().anyMatch(legal -> !legal.outcome().registers().isEmpty());
    if (asks && !capabilities.contains(Capability.SYNDROME)) {
      throw new UnsupportedByProviderException("syndromes, which claims of registers depend on");
    }
  }

  /**
   * Registers that an access in a guest leaves are computed, but of an implementation that performs the
   * access they are those that it tells.
   */
  void requireSyndromesOfGuest(List<LegalOutcome> outcomes) {
    if (capabilities.contains(Capability.ACCESS)) {
      requireSyndromes(outcomes);
    }
  }

  boolean heardNonsense() {
    return recorder.heardNonsense();
  }

  boolean hasOverflowed() {
    return recorder.hasOverflowed();
  }

  /** What the machine found to differ between what was reported and what it computed. */
  List<String> contradictions() {
    List<String> result = new ArrayList<>();
    machine.inconsistencies().forEach(inconsistency -> result.add(inconsistency.message()));
    if (!mappedByNothing.isEmpty()) {
      result.add(mappedByNothing);
    }
    if (capabilities.contains(Capability.DESCRIPTORS) && reportsEvents()) {
      result.addAll(new ReadBack(machine, session).differences(domains.withTables()));
    }
    result.addAll(bareTables.contradictions());
    return result;
  }

  /** What the judge computes of reported events is judged of those only who report them. */
  void requireEvents(String what) {
    if (!reportsEvents()) {
      throw new UnsupportedByProviderException("events, which " + what + " depend on");
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
