package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.Counter;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** One domain on a session, with the judge's machine beside it; what happened is since {@link #mark}. */
final class Bench {
  final Hypervisor hypervisor;
  final P2mSession session;
  final Machine machine;
  final DomainReport report;
  private final int shift;
  private final EventLog log = new EventLog();
  private final List<Event> events = new ArrayList<>();
  private int seenViolations;

  private Bench(Profile profile, Platform platform, DomainConfig config) {
    this.hypervisor = new Hypervisor(platform, new Parts(profile), log);
    this.session = new ReferenceSession(hypervisor);
    this.machine = new Machine(platform, config.geometry().granule());
    this.shift = config.geometry().granule().shift();
    this.report = session.createDomain(config);
    feed();
    machine.attachDomain(0, config, report);
    mark();
  }

  /** A 40-bit IPA space with two concatenated tables of level 1, no IOMMU. */
  static Bench on(Profile profile) {
    return new Bench(profile, Platform.plain("p"), config(profile, 40, 1, 2, false));
  }

  /** The same with an IOMMU that needs cleans and walks the tables of the domain. */
  static Bench withIommu(Profile profile) {
    return new Bench(profile, noncoherentIommu(), config(profile, 40, 1, 2, true));
  }

  static Bench of(Profile profile, DomainConfig config) {
    return new Bench(profile, Platform.plain("p"), config);
  }

  static Platform noncoherentIommu() {
    return new Platform(
        "p",
        2,
        48,
        Set.of(),
        Platform.Coherence.COHERENT,
        Platform.Iommu.NONCOHERENT,
        new TreeMap<>());
  }

  Statistics statistics() {
    return hypervisor.domain(0).p2m().statistics();
  }

  static DomainConfig config(
      Profile profile, int ipaBits, int startLevel, int concatenated, boolean usesIommu) {
    return new DomainConfig(
        "guest",
        profile.name(),
        new Stage2Geometry(Granule.SIZE_4K, ipaBits, startLevel, concatenated, 48),
        0,
        List.of(1),
        usesIommu,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }

  long map(long gfn, long pages, long mfn) {
    return map(gfn, pages, mfn, P2mType.RAM_RW);
  }

  long map(long gfn, long pages, long mfn, P2mType type) {
    long code =
        session.map(0, 0, gfn << shift, pages << shift, mfn << shift, MappingAttributes.of(type));
    feed();
    return code;
  }

  long unmap(long gfn, long pages) {
    long code = session.unmap(0, 0, gfn << shift, pages << shift, OptionalLong.empty());
    feed();
    return code;
  }

  void lock() {
    session.lock(0, 0);
    feed();
  }

  void unlock() {
    session.unlock(0, 0);
    feed();
  }

  /** Forgets what happened so far. */
  void mark() {
    events.clear();
    seenViolations = machine.violations().size();
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  long count(Counter counter) {
    return events().stream()
        .mapToLong(e -> counter.increment(e, e instanceof Event.Store store && store.live()))
        .sum();
  }

  int violations() {
    return machine.violations().size() - seenViolations;
  }

  void feed() {
    List<Event> fresh = log.drain();
    fresh.forEach(event -> event.replayTo(machine));
    events.addAll(fresh);
  }
}
