package io.shatterproof.machine;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.BbmChecker;
import io.shatterproof.bbm.GuestContext;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.WalkListener;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The machine of the judge: it is told events and nothing else, and computes from them what is in
 * memory, which tables are live, and which stores break a rule.
 *
 * <p>No event makes it throw, loop or grow without bound: what cannot be is an {@link
 * Inconsistency}. Events are numbered from 0. Not thread-safe.
 */
public final class Machine implements EventSink {
  private final Platform platform;
  private final BbmChecker checker = new BbmChecker();
  private final TrackedTables tables;
  private final InconsistencyLog inconsistencies = new InconsistencyLog();
  private final ReportChecks checks;
  private final DomainLocks locks;
  private final TreeMap<Integer, ProcessingElement> pes = new TreeMap<>();
  private final TreeMap<Integer, AttachedDomain> domains = new TreeMap<>();
  private long events;

  /** A machine for tables of the 4K granule, as {@link #Machine(Platform, Granule)} has it. */
  public Machine(Platform platform) {
    this(platform, Granule.SIZE_4K);
  }

  /**
   * A machine without memory, as many PEs as the platform has, no register written.
   *
   * @param granule of the tables of every domain, so that an event before the first domain has a
   *     meaning
   */
  public Machine(Platform platform, Granule granule) {
    this.platform = platform;
    this.tables = new TrackedTables(granule, checker, domain -> attached(domain).guest());
    this.checks = new ReportChecks(platform.pes(), tables, inconsistencies, () -> events);
    this.locks = new DomainLocks(checks);
  }

  /** Whether tables of this shape can be followed: those of the machine's granule. */
  public boolean judges(Stage2Geometry geometry) {
    return geometry.granule() == tables.pages().granule();
  }

  /**
   * Follows the tables of a domain from now on. Its start table is reached and counts as allocated;
   * the PE that operates it has its VTTBR loaded; the PEs it runs on are in its guest.
   *
   * @param report the provider's; a start table that is not aligned to its size is rounded down
   * @throws IllegalArgumentException if the domain is attached already, or {@link #judges} says no
   */
  public void attachDomain(int domain, DomainConfig config, DomainReport report) {
    Stage2Geometry geometry = config.geometry();
    if (!judges(geometry)) {
      throw new IllegalArgumentException("a domain of granule " + geometry.granule()
          + " on a machine of granule " + tables.pages().granule());
    }
    if (domains.containsKey(domain)) {
      throw new IllegalArgumentException("domain " + domain + " is attached already");
    }
    long startTableBytes = geometry.concatenatedTables() * geometry.granule().sizeBytes();
    long rootPa = report.rootPa() & -startTableBytes;
    if (rootPa != report.rootPa()) {
      checks.inconsistent("the start table of domain " + domain + " is at "
          + ReportChecks.hex(report.rootPa()) + ", not at a multiple of its size, "
          + ReportChecks.hex(startTableBytes));
    }
    Stage2Walk walk =
        new Stage2Walk(tables.pages().words(), geometry, platform.features().contains(Feature.XNX));
    domains.put(domain, new AttachedDomain(domain, rootPa, guest(config, report), walk));
    loadVttbr(config.operatedBy(), report);
    config.runsOn().forEach(pe -> loadVttbr(pe, report));
    tables.addRoots(domain, rootPa, geometry);
  }

  private GuestContext guest(DomainConfig config, DomainReport report) {
    int[] inGuest = config.runsOn().stream().mapToInt(Integer::intValue).toArray();
    boolean hardwareAccessFlag =
        platform.features().contains(Feature.HAFDBS) && report.mayManageAccessFlag();
    return new GuestContext(config.geometry(), PeSet.of(inGuest), hardwareAccessFlag);
  }

  private void loadVttbr(int pe, DomainReport report) {
    registers(pe).write(SystemRegister.VTTBR_EL2, report.vttbr());
    registers(pe).synchronizeContext();
  }

  private ProcessingElement registers(int pe) {
    return pes.computeIfAbsent(pe, number -> new ProcessingElement());
  }

  private AttachedDomain attached(int domain) {
    AttachedDomain attached = domains.get(domain);
    if (attached == null) {
      throw new IllegalArgumentException("domain " + domain + " is not attached");
    }
    return attached;
  }

  /** Whether a start table of an attached domain reaches the table page. */
  public boolean isLive(long tablePa) {
    return tables.graph().isLive(tablePa);
  }

  /** The domain whose tree reaches the table page; -1 if none does. */
  public int ownerOf(long tablePa) {
    return tables.graph().owner(tablePa);
  }

  /**
   * What a guest access meets if its PE holds nothing but what the tables say.
   *
   * @throws IllegalArgumentException if the domain is not attached
   */
  public Outcome access(int pe, int domain, AccessKind kind, long ipa) {
    AttachedDomain attached = attached(domain);
    return attached.walk().walk(attached.rootPa(), ipa, kind, WalkListener.NONE);
  }

  /** The word at a physical address, rounded down to 8 bytes; 0 where {@link #isBacked} is false. */
  public long read(long pa) {
    return tables.pages().words().read(pa);
  }

  /** Whether a page was allocated or stored to there. */
  public boolean isBacked(long pa) {
    return tables.pages().words().isBacked(pa);
  }

  /** What the checkers found, in the order of the stores; of a flood only the first. */
  public List<Violation> violations() {
    return checker.violations();
  }

  /** Where the events contradict each other or the rules of reporting, in order. */
  public List<Inconsistency> inconsistencies() {
    return inconsistencies.list();
  }

  /** How many events were reported: the ordinal of the next one. */
  public long eventCount() {
    return events;
  }

  @Override
  public void store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live) {
    checks.isPe(pe);
    if (checks.isTablePage(tablePa)
        && checks.isRange(tablePa, index, 1)
        && checks.isLevel(tablePa, level)) {
      checks.checkAllocated(tablePa);
      checks.checkLive(tablePa, live);
      checks.checkPosition(tablePa, index, level, ipa);
      checks.checkReplaced(tablePa, index, oldDescriptor);
      store(tablePa, index, newDescriptor);
    }
    events++;
  }

  @Override
  public void fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride) {
    checks.isPe(pe);
    if (checks.isTablePage(tablePa)
        && checks.isRange(tablePa, firstIndex, count)
        && checks.isLevel(tablePa, level)) {
      checks.checkAllocated(tablePa);
      checks.checkLive(tablePa, false);
      checks.checkPosition(tablePa, firstIndex, level, ipa);
      long descriptor = firstDescriptor;
      for (int index = firstIndex; index < firstIndex + count; index++) {
        store(tablePa, index, descriptor);
        descriptor += stride;
      }
    }
    events++;
  }

  private void store(long tablePa, int index, long descriptor) {
    long before = checker.found();
    tables.store(events, tablePa, index, descriptor);
    if (checker.found() != before && before == BbmChecker.LIMIT) {
      checks.inconsistent("more than " + BbmChecker.LIMIT + " violations; the rest is not kept");
    }
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    if (checks.isPe(pe)) {
      OptionalLong vttbr = registers(pe).inForce(SystemRegister.VTTBR_EL2);
      vttbr.ifPresent(value -> checks.checkContext(pe, vmid, rootPa, new DomainReport(value, 0)));
    }
    events++;
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void isb(int pe) {
    if (checks.isPe(pe)) {
      registers(pe).synchronizeContext();
    }
    events++;
  }

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void clean(int pe, CleanKind what, long pa, long sizeBytes) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    if (checks.isPe(pe)) {
      registers(pe).write(register, value);
    }
    events++;
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    checks.isPe(pe);
    if (checks.isTablePage(tablePa)) {
      checks.checkAllocation(tablePa);
      tables.pages().allocate(tablePa);
      tables.zero(events, tablePa);
    }
    events++;
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    checks.isPe(pe);
    if (checks.isTablePage(tablePa)) {
      checks.checkAllocated(tablePa);
      checks.checkLive(tablePa, false);
      tables.zero(events, tablePa);
    }
    events++;
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    checks.isPe(pe);
    if (checks.isTablePage(tablePa)) {
      checks.checkFree(tablePa, again);
      tables.pages().free(tablePa);
    }
    events++;
  }

  @Override
  public void locked(int pe, int domain) {
    if (checks.isPe(pe) && isDomain(domain)) {
      locks.take(pe, domain);
    }
    events++;
  }

  @Override
  public void unlocked(int pe, int domain) {
    if (checks.isPe(pe) && isDomain(domain)) {
      locks.release(pe, domain);
    }
    events++;
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    checks.isPe(pe);
    isDomain(domain);
    events++;
  }

  @Override
  public void preempted(int pe, int check) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void domainCrashed(int pe, int domain) {
    checks.isPe(pe);
    isDomain(domain);
    events++;
  }

  @Override
  public void assertionFailed(int pe, String what) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void warned(int pe, int count) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void fatal(int pe, String what) {
    checks.isPe(pe);
    events++;
  }

  /** Domains that are attached, and the one that is being created. */
  private boolean isDomain(int domain) {
    boolean known = domain >= 0 && domain <= (domains.isEmpty() ? 0 : domains.lastKey() + 1);
    if (!known) {
      checks.inconsistent("there is no domain " + domain);
    }
    return known;
  }
}
