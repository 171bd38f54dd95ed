package io.shatterproof.benchmarks;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One domain of the reference, operated by PE 0 and run by the other PEs, and who judges it. */
final class JudgedGuest {
  static final int DOMAIN = 0;
  static final int OPERATOR = 0;
  static final long PAGE_BYTES = 1L << 12;
  static final long BLOCK_BYTES = 1L << 30;

  private static final String PROFILE = "xen_4_8_fixed";
  private static final MappingAttributes RAM_RW = MappingAttributes.of(P2mType.RAM_RW);

  private final DomainConfig config;
  private final P2mSession session;
  private final DomainReport report;

  private JudgedGuest(int pes, EventSink events) {
    Platform platform = platform(pes);
    config = new DomainConfig(
        "guest",
        PROFILE,
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 48),
        OPERATOR,
        IntStream.range(1, pes).boxed().toList(),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    session = new ReferenceProvider().open(platform, PROFILE, events);
    report = session.createDomain(config);
  }

  /** A domain whose events go to a machine. */
  static JudgedGuest judgedBy(Machine machine, int pes) {
    JudgedGuest guest = new JudgedGuest(pes, machine);
    guest.attachTo(machine);
    return guest;
  }

  /** A domain whose events are kept, those of its creation apart. */
  static JudgedGuest recordedBy(EventLog log, int pes) {
    return new JudgedGuest(pes, log);
  }

  static Machine machine(int pes) {
    return new Machine(platform(pes));
  }

  private static Platform platform(int pes) {
    return new Platform(
        "arm",
        pes,
        48,
        Set.of(),
        Platform.Coherence.COHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>());
  }

  /** Lets a machine follow the tables. */
  void attachTo(Machine machine) {
    machine.attachDomain(DOMAIN, config, report);
  }

  void map(long ipa, long sizeBytes, long pa) {
    long code = session.map(OPERATOR, DOMAIN, ipa, sizeBytes, pa, RAM_RW);
    if (code != 0) {
      throw new IllegalStateException("the operation returned " + code);
    }
  }

  /** Takes the lock of the domain, so that what follows is one section. */
  void lock() {
    session.lock(OPERATOR, DOMAIN);
  }

  /** The PEs in the guest. */
  List<Integer> runsOn() {
    return config.runsOn();
  }
}
