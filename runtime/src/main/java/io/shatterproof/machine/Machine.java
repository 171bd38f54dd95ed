package io.shatterproof.machine;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.bbm.BbmChecker;
import io.shatterproof.bbm.GuestContext;
import io.shatterproof.bbm.GuestDebts;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.bbm.ViolationLog;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.tlb.TlbLog;
import io.shatterproof.tlb.TlbTimeline;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.Tlb;
import io.shatterproof.walk.WalkListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The machine of the judge: it is told events and nothing else, and computes from them what is in
 * memory, which tables are live, and which stores break a rule.
 *
 * <p>No event makes it throw, loop or grow without bound: what cannot be is an {@link
 * Inconsistency}. Events are numbered from 0. Not thread-safe.
 */
public final class Machine implements EventSink {
  /** The IOMMU in place of a PE, as an observer. */
  public static final int IOMMU = -1;

  private static final long NOT_WATCHED = Long.MAX_VALUE;

  private final Platform platform;
  private final TableMemory pages;
  private final TlbLog log;
  private final ViolationLog violations = new ViolationLog();
  private final BbmChecker checker;
  private final @Nullable CleanedMemory cleans;
  private final TrackedTables tables;
  private final InconsistencyLog inconsistencies = new InconsistencyLog();
  private final ReportChecks checks;
  private final DomainLocks locks;
  private final Map<Integer, ProcessingElement> pes = new HashMap<>();
  private final TreeMap<Integer, AttachedDomain> domains = new TreeMap<>();
  private @Nullable AttachedDomain lastAsked; // most stores are of the same domain as the last
  private final TreeMap<Integer, AttachedDomain> inGuest = new TreeMap<>(); // by PE
  private final TakenReferences taken = new TakenReferences();
  private long events;
  private long watchedSince = NOT_WATCHED;
  private boolean toldOfFlood;
  private boolean toldOfDebts;
  private boolean toldOfRemovals;

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
    this.pages = new TableMemory(granule);
    this.log = new TlbLog(platform, pages.words());
    this.checker = new BbmChecker(violations, pages.words()::read);
    this.cleans =
        platform.iommu() == Platform.Iommu.NONCOHERENT ? new CleanedMemory(platform.pes()) : null;
    this.tables = new TrackedTables(pages, checker, violations, taken, this::attached, cleans, log);
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
    Stage2Regime regime = Stage2Regime.of(platform, geometry, rootPa);
    Stage2Walk walk = new Stage2Walk(pages.words(), regime, Choices.of(platform));
    DomainContext context =
        new DomainContext(platform, report.vmid(), regime, Choices.of(platform));
    GuestDebts debts = checker.attach(guest(config, report), context, log, platform.pes());
    domains.put(
        domain,
        new AttachedDomain(domain, rootPa, geometry, debts, walk, context, config.usesIommu()));
    loadVttbr(config.operatedBy(), report);
    config.runsOn().forEach(pe -> loadVttbr(pe, report));
    for (int pe : config.runsOn()) {
      inGuest.put(pe, domains.get(domain));
      log.reside(events - 1, pe, context, context, context);
    }
    if (config.usesIommu()) {
      log.reside(events - 1, log.iommu(), context, context, context);
    }
    tables.addRoots(events, domain, rootPa, geometry);
  }

  private GuestContext guest(DomainConfig config, DomainReport report) {
    int[] inGuest = config.runsOn().stream().mapToInt(Integer::intValue).toArray();
    boolean hardwareAccessFlag =
        platform.features().contains(Feature.HAFDBS) && report.mayManageAccessFlag();
    return new GuestContext(config.geometry(), PeSet.of(inGuest), hardwareAccessFlag);
  }

  private void loadVttbr(int pe, DomainReport report) {
    processor(pe).writeVttbr(report.vttbr());
    processor(pe).synchronizeContext();
  }

  private ProcessingElement processor(int pe) {
    return pes.computeIfAbsent(pe, number -> new ProcessingElement());
  }

  private AttachedDomain attached(int domain) {
    AttachedDomain recent = lastAsked;
    if (recent != null && recent.number() == domain) {
      return recent;
    }
    AttachedDomain attached = domains.get(domain);
    if (attached == null) {
      throw new IllegalArgumentException("domain " + domain + " is not attached");
    }
    lastAsked = attached;
    return attached;
  }

  /** A PE is in the guest of a domain from now on, as told by whoever switched it there. */
  public void enterGuest(int pe, int domain) {
    leaveGuest(pe);
    AttachedDomain entered = attached(domain);
    checker.enter(pe, entered.debts());
    inGuest.put(pe, entered);
    log.synchronize(events - 1, pe);
    log.reside(events - 1, pe, entered.context(), entered.context(), entered.context());
  }

  /** A PE is in no guest from now on; it keeps what it holds. */
  public void leaveGuest(int pe) {
    AttachedDomain left = inGuest.remove(pe);
    if (left != null) {
      checker.leave(events, pe, left.debts());
      log.reside(events - 1, pe, null, left.context(), left.context());
    }
  }

  /**
   * No PE runs a domain from now on, since it is being destroyed: nothing is held against what is
   * done to its tables, and they are reached no more when its start table is freed.
   */
  public void retire(int domain) {
    AttachedDomain retired = attached(domain);
    inGuest.values().removeIf(retired::equals);
    checker.retire(retired.debts());
  }

  /** A domain was torn down: nothing reaches its tables, and what it did not free leaks. */
  public void tornDown(int domain) {
    AttachedDomain gone = attached(domain);
    tables.removeRoots(events, gone.rootPa(), gone.geometry());
  }

  /** The caller of a mapping that begins now took a reference on each frame of this range. */
  public void takeReferences(long pa, long sizeBytes) {
    taken.take(pa, sizeBytes);
  }

  /** That mapping ends: it owns the references, or failed and dropped those that it did not use. */
  public void settleReferences(boolean succeeded) {
    for (long pa : taken.settle(succeeded)) {
      violations.add(Violation.ofPage(ViolationName.REFERENCE_COUNT, pa, events));
    }
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
  public Outcome access(int pe, int domain, GuestAccess access) {
    AttachedDomain attached = attached(domain);
    return attached.walk().outcome(access.address(), AccessRequest.of(access), WalkListener.NONE);
  }

  /** What an aligned access of a byte from EL1 meets, as {@link #access(int, int, GuestAccess)}. */
  public Outcome access(int pe, int domain, AccessKind kind, long ipa) {
    return access(pe, domain, GuestAccess.of(kind, ipa));
  }

  /**
   * From now on what accesses can meet is kept for each boundary: that before the next event is
   * number 0, that behind the n-th event from now on is number n.
   */
  public void watch() {
    watchedSince = events - 1;
  }

  /**
   * Every outcome that an access in the guest of a domain could have had at each boundary since
   * {@link #watch}, without duplicates.
   */
  public List<List<AccessReport>> seen(int pe, int domain, GuestAccess access) {
    return timeline(pe, domain, access).outcomes(watchedSince, events - 1);
  }

  /** Every outcome that an access in the guest of a domain can have now, without duplicates. */
  public List<AccessReport> outcomes(int pe, int domain, GuestAccess access) {
    return log.isEmpty()
        ? List.of(attached(domain).context().accesses(pages.words(), Tlb.NONE).perform(access))
        : timeline(pe, domain, access).outcomes(events - 1);
  }

  private TlbTimeline timeline(int pe, int domain, GuestAccess access) {
    int observer = pe == IOMMU ? log.iommu() : pe;
    return new TlbTimeline(log, observer, access, attached(domain).context());
  }

  /**
   * The leaf that the tables of a domain have for an address.
   *
   * @return an invalid descriptor where they have none
   */
  public long leaf(int domain, long ipa) {
    LastDescriptor last = new LastDescriptor();
    AccessRequest read = AccessRequest.of(GuestAccess.of(AccessKind.READ, ipa));
    Outcome outcome = attached(domain).walk().outcome(ipa, read, last);
    boolean endsAtLeaf = outcome instanceof Outcome.Translated
        || (outcome instanceof Outcome.Faulted fault && fault.kind() == FaultKind.PERMISSION);
    return endsAtLeaf ? last.descriptor() : S2Descriptor.INVALID;
  }

  /** The word at a physical address, rounded down to 8 bytes; 0 where {@link #isBacked} is false. */
  public long read(long pa) {
    return pages.words().read(pa);
  }

  /**
   * The words of a table, one behind the other; 0 where {@link #isBacked} is false.
   *
   * @param tablePa of the first one
   */
  public void read(long tablePa, long[] words) {
    pages.words().read(tablePa, words);
  }

  /** Whether these are the words of a table, as {@link #read(long, long[])} tells them. */
  public boolean holds(long tablePa, long[] words) {
    return pages.words().holds(tablePa, words);
  }

  /** Whether a page was allocated or stored to there. */
  public boolean isBacked(long pa) {
    return pages.words().isBacked(pa);
  }

  /**
   * What the checkers found, in the order in which they found it; of a flood only the first. What
   * still waits to be cleaned counts as not cleaned. {@link #leaks} and {@link #liveReplacements}
   * are apart.
   */
  public List<Violation> violations() {
    if (cleans == null || cleans.uncleaned().isEmpty()) {
      return violations.list();
    }
    List<Violation> all = new ArrayList<>(violations.list());
    all.addAll(cleans.uncleaned());
    return all;
  }

  /** Those of one name. */
  public List<Violation> violations(ViolationName name) {
    List<Violation> all = violations();
    return all.isEmpty()
        ? all
        : all.stream().filter(violation -> violation.name() == name).toList();
  }

  /** Every valid live descriptor that was changed in one store, in order; of a flood the first. */
  public List<Violation> liveReplacements() {
    return tables.liveReplacements().list();
  }

  /**
   * Each allocated table page that no start table leads to, be it over invalid descriptors that name
   * a table but for bit 0, as of the event since which that is so. Within an operation that is nothing
   * unusual, nor while the domain that it was of is being destroyed.
   */
  public List<Violation> leaks() {
    List<Violation> leaks = new ArrayList<>();
    for (int number = 0; number < pages.knownPages(); number++) {
      long tablePa = pages.knownPage(number);
      if (pages.isAllocated(tablePa)
          && !tables.kept().isLive(tablePa)
          && !isBeingDestroyed(pages.lastOwner(tablePa))) {
        leaks.add(Violation.ofPage(ViolationName.LEAK, tablePa, pages.changedAt(tablePa)));
      }
    }
    return leaks;
  }

  private boolean isBeingDestroyed(int domain) {
    return domain >= 0
        && attached(domain).debts().isRetired()
        && tables.graph().isLive(attached(domain).rootPa());
  }

  /** Where the events contradict each other or the rules of reporting, in order. */
  public List<Inconsistency> inconsistencies() {
    if (!toldOfFlood && violations.found() > ViolationLog.LIMIT) {
      toldOfFlood = true;
      checks.inconsistent("more than " + ViolationLog.LIMIT + " violations; the rest is not kept");
    }
    if (!toldOfDebts && checker.hasOverflowed()) {
      toldOfDebts = true;
      checks.inconsistent("more entries wait for their invalidation than can be followed");
    }
    if (!toldOfRemovals && tables.removedLeaves().hasOverflowed()) {
      toldOfRemovals = true;
      checks.inconsistent("more entries were removed than references can be followed for");
    }
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
    int storer = checkedPe(pe);
    if (checks.isTablePage(tablePa)
        && checks.isRange(tablePa, index, 1)
        && checks.isLevel(tablePa, level)) {
      checks.checkAllocated(tablePa);
      checks.checkLive(tablePa, live);
      checks.checkPosition(tablePa, index, level, ipa);
      checks.checkReplaced(tablePa, index, oldDescriptor);
      store(storer, tablePa, index, newDescriptor);
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
    int storer = checkedPe(pe);
    if (checks.isTablePage(tablePa)
        && checks.isRange(tablePa, firstIndex, count)
        && checks.isLevel(tablePa, level)) {
      checks.checkAllocated(tablePa);
      checks.checkLive(tablePa, false);
      checks.checkPosition(tablePa, firstIndex, level, ipa);
      long descriptor = firstDescriptor;
      for (int index = firstIndex; index < firstIndex + count; index++) {
        store(storer, tablePa, index, descriptor);
        descriptor += stride;
      }
    }
    events++;
  }

  private void store(int pe, long tablePa, int index, long descriptor) {
    goesOn(pe);
    tables.store(events, pe, tablePa, index, descriptor);
  }

  /** A PE that does something else now has not cleaned what it stored. */
  private void goesOn(int pe) {
    Violation overdue = cleans == null ? null : cleans.goesOn(pe);
    if (overdue != null) {
      violations.add(overdue);
    }
  }

  /** The PE, or 0 in place of one that does not exist. */
  private int checkedPe(int pe) {
    return checks.isPe(pe) ? pe : 0;
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    if (checks.isPe(pe)) {
      OptionalLong vttbr = processor(pe).vttbrInForce();
      vttbr.ifPresent(value -> checks.checkContext(pe, vmid, rootPa, new DomainReport(value, 0)));
      goesOn(pe);
      int inForce = vmidInForce(pe, vmid);
      checker.tlbi(events, pe, op, operand, inForce);
      log.tlbi(events, pe, op, operand, inForce, false);
    }
    events++;
  }

  /** The VMID in force; none of any domain while a VTTBR is written but not synchronised. */
  private int vmidInForce(int pe, int told) {
    OptionalLong inForce = processor(pe).vttbrInForce();
    OptionalLong written = processor(pe).writtenVttbr();
    if (inForce.isEmpty()) {
      return written.isEmpty() ? told : -1;
    }
    int vmid = new DomainReport(inForce.getAsLong(), 0).vmid();
    int next = new DomainReport(written.orElse(inForce.getAsLong()), 0).vmid();
    return vmid == next ? vmid : -1;
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    if (checks.isPe(pe)) {
      checker.dsb(events, pe, option);
      log.dsb(events, pe, option);
      forgetIfClean();
      if (cleans != null && option.isForStores()) {
        cleans.barrier(pe, events);
      }
    }
    events++;
  }

  @Override
  public void isb(int pe) {
    if (checks.isPe(pe)) {
      processor(pe).synchronizeContext();
      log.synchronize(events, pe);
    }
    events++;
  }

  /** Once every PE can hold only what memory says, how it came to that is of no interest. */
  private void forgetIfClean() {
    if (watchedSince == NOT_WATCHED
        && !log.isEmpty()
        && !log.hasIncompleteStores()
        && checker.owesNothing()) {
      log.clear(events);
    }
  }

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {
    checks.isPe(pe);
    events++;
  }

  @Override
  public void clean(int pe, CleanKind what, long pa, long sizeBytes) {
    if (checks.isPe(pe) && what != CleanKind.INSTRUCTION) {
      log.clean(pe, pa, sizeBytes);
      if (cleans != null) {
        cleans.clean(pe, events, pa, sizeBytes);
      }
    }
    events++;
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    if (checks.isPe(pe) && register == SystemRegister.VTTBR_EL2) {
      processor(pe).writeVttbr(value);
    }
    events++;
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    int allocator = checkedPe(pe);
    if (checks.isTablePage(tablePa)) {
      checks.checkAllocation(tablePa);
      pages.allocate(tablePa, events);
      log.allocate(events, tablePa);
      tables.zero(events, allocator, tablePa);
    }
    events++;
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    int storer = checkedPe(pe);
    if (checks.isTablePage(tablePa)) {
      checks.checkAllocated(tablePa);
      checks.checkLive(tablePa, false);
      goesOn(storer);
      tables.zero(events, storer, tablePa);
    }
    events++;
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    checks.isPe(pe);
    if (checks.isTablePage(tablePa)) {
      checks.checkFree(tablePa, again);
      judgeFree(tablePa);
      pages.free(tablePa);
      log.free(events, tablePa, pages.granule().sizeBytes());
    }
    events++;
  }

  private void judgeFree(long tablePa) {
    if (pages.isFreed(tablePa)) {
      violations.add(Violation.ofPage(ViolationName.DOUBLE_FREE, tablePa, events));
    }
    int owner = tables.graph().owner(tablePa);
    if (owner < 0) {
      checker.tableFreed(events, tablePa);
      return;
    }
    AttachedDomain domain = attached(owner);
    if (!domain.debts().isRetired()) {
      violations.add(Violation.ofPage(ViolationName.EARLY_RELEASE, tablePa, events));
    } else if (domain.isRoot(tablePa)) {
      tables.removeRoot(events, tablePa, domain.geometry());
    }
  }

  @Override
  public void locked(int pe, int domain) {
    if (checks.isPe(pe) && isDomain(domain)) {
      locks.take(pe, domain);
      log.acquire(pe, domain);
    }
    events++;
  }

  @Override
  public void unlocked(int pe, int domain) {
    if (checks.isPe(pe) && isDomain(domain)) {
      locks.release(pe, domain);
      log.release(pe, domain);
      goesOn(pe);
      if (domains.containsKey(domain)) {
        checker.unlocked(events, attached(domain).debts());
      }
    }
    events++;
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    checks.isPe(pe);
    checker.referenceDropped(events, pa);
    if (!tables.removedLeaves().drop(pa) && !taken.drop(pa)) {
      violations.add(Violation.ofPage(ViolationName.REFERENCE_COUNT, pa, events));
    }
    events++;
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    checks.isPe(pe);
    if (isDomain(domain) && domains.containsKey(domain)) {
      int vmid = attached(domain).context().vmid();
      log.iommuFlush(events, vmid, ipa, pages * this.pages.granule().sizeBytes());
    }
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
