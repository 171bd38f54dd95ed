package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** An implementation in a trial, with the machine that the judge keeps of what it reports. */
final class UnderTest implements AutoCloseable {
  private final Machine machine;
  private final Recorder recorder;
  private final ViolationAccount violations;
  private final Set<Capability> capabilities;
  private final GuardedSession session;
  private final VectorReferences references;
  private final GuestPes guestPes;
  private final BareTables bareTables;
  private final StepRunner steps;
  private final List<TestedDomain> domains = new ArrayList<>();
  private OptionalLong lastCode = OptionalLong.empty();

  /** Opens a session without domains. */
  UnderTest(
      Setup setup,
      P2mProvider provider,
      String profile,
      Set<Capability> capabilities,
      StepRunner.AnswerListener answers) {
    this.machine = new Machine(setup.platform(), JudgedSetups.granule(setup));
    this.recorder = new Recorder(machine);
    this.violations = new ViolationAccount(machine, profile);
    this.capabilities = capabilities;
    this.references = new VectorReferences(setup);
    this.guestPes = new GuestPes(setup);
    this.session = GuardedSession.open(() -> provider.open(setup.platform(), profile, recorder));
    this.bareTables = new BareTables(setup, session, capabilities, references);
    this.steps = new StepRunner(this, session, references, answers);
  }

  BareTables bareTables() {
    return bareTables;
  }

  boolean tellsSyndromes() {
    return capabilities.contains(Capability.SYNDROME);
  }

  /** Creates the next domain. */
  void createDomain(DomainConfig config) {
    DomainReport report = session.createDomain(config);
    machine.attachDomain(domains.size(), config, report);
    domains.add(new TestedDomain(config, report));
  }

  /** Does a step. */
  void run(Step step) {
    OptionalLong code = step.accept(steps);
    if (code.isPresent()) {
      lastCode = code;
    }
  }

  /** A domain was torn down. */
  void tornDown(int domain) {
    machine.tornDown(domain);
  }

  /** A mapping begins; of another domain's frames, its caller took a reference on each. */
  void beginMapping(Step.Map step) {
    if (step.attributes().type().filter(P2mType::isForeign).isPresent()) {
      machine.takeReferences(step.pa(), step.sizeBytes());
    }
  }

  /** The mapping that began last has returned. */
  void endMapping(long code) {
    machine.settleReferences(code == 0);
  }

  void beginPhase() {
    lastCode = OptionalLong.empty();
    recorder.beginPhase();
    violations.beginPhase();
  }

  /** From now on events belong to probes. */
  void endPhase() {
    recorder.endPhase();
    violations.endPhase();
  }

  /** A PE has switched to the guest of a domain. */
  void entered(int pe, int domain) {
    guestPes.enter(pe, domain);
    machine.enterGuest(pe, domain);
  }

  /** A PE has switched away from the guest that it was in. */
  void left(int pe) {
    guestPes.leave(pe);
    machine.leaveGuest(pe);
  }

  /** A domain is about to be destroyed: no PE runs its guest from now on, or ever again. */
  void retired(int domain) {
    guestPes.retire(domain);
    machine.retire(domain);
  }

  P2mEntry lookup(int domain, long ipa) {
    references.requireDomain(domain);
    return session.lookup(domain, ipa);
  }

  /** The outcome of a guest access: performed by the implementation, or computed from its events. */
  Outcome access(int pe, int domain, GuestAccess access) {
    requireInGuest(pe, domain);
    if (capabilities.contains(Capability.ACCESS)) {
      return session.access(pe, domain, access);
    }
    requireEvents("guest accesses");
    return machine.access(pe, domain, access);
  }

  /** The class of abort that a guest access meets now; a Translation fault if it would succeed. */
  FaultKind faultOf(int pe, int domain, AccessKind kind, long ipa) {
    requireEvents("aborts that name no fault");
    return machine.access(pe, domain, kind, ipa) instanceof Outcome.Faulted faulted
        ? faulted.kind()
        : FaultKind.TRANSLATION;
  }

  void requireInGuest(int pe, int domain) {
    references.requirePe(pe);
    references.requireDomain(domain);
    guestPes.requireIn(pe, domain);
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
    return EventLogText.of(OfflineStores.asFills(recorder.phase()), new EventText(domains));
  }

  ViolationAccount violations() {
    requireEvents("expectations of violations");
    return violations;
  }

  /** The code of the last operation of the phase. */
  long lastCode() {
    return lastCode.orElseThrow(
        () -> new MalformedVectorException("no operation of the phase returns anything"));
  }

  List<TestedDomain> domains() {
    return domains;
  }

  String nameOf(int domain) {
    return domains.get(domain).config().name();
  }

  boolean reportsEvents() {
    return capabilities.contains(Capability.EVENTS);
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
    if (capabilities.contains(Capability.DESCRIPTORS) && reportsEvents()) {
      result.addAll(new ReadBack(machine, session).differences(domainsWithTables()));
    }
    result.addAll(bareTables.contradictions());
    return result;
  }

  private List<TestedDomain> domainsWithTables() {
    return IntStream.range(0, domains.size())
        .filter(domain -> !references.isTornDown(domain))
        .mapToObj(domains::get)
        .toList();
  }

  private void requireEvents(String what) {
    if (!reportsEvents()) {
      throw new UnsupportedByProviderException("events, which " + what + " depend on");
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
