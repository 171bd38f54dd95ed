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
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.WalkListener;
import java.util.ArrayList;
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
  private static final long PAGE_MASK = Granule.SIZE_4K.sizeBytes() - 1;

  private final Platform platform;
  private final TableMemory tables = new TableMemory();
  private final PhysicalMemory memory = tables.words();
  private final TableGraph graph = new TableGraph(memory, 2 * TableMemory.PAGE_LIMIT);
  private final BbmChecker checker = new BbmChecker();
  private final InconsistencyLog inconsistencies = new InconsistencyLog();
  private final List<ProcessingElement> pes = new ArrayList<>();
  private final TreeMap<Integer, AttachedDomain> domains = new TreeMap<>();
  private final TreeMap<Integer, Integer> lockHolders = new TreeMap<>();
  private long events;

  /** A machine without memory, as many PEs as the platform has, no register written. */
  public Machine(Platform platform) {
    this.platform = platform;
    for (int pe = 0; pe < platform.pes(); pe++) {
      pes.add(new ProcessingElement());
    }
  }

  /** Whether tables of this shape can be followed: those of the 4K granule. */
  public static boolean judges(Stage2Geometry geometry) {
    return geometry.granule() == Granule.SIZE_4K;
  }

  /**
   * Follows the tables of a domain from now on. Its start table is reached and counts as allocated;
   * the PE that operates it has its VTTBR loaded; the PEs it runs on are in its guest.
   *
   * @param report the provider's; a start table that is not aligned to its page is rounded down
   * @throws IllegalArgumentException if the domain is attached already, or {@link #judges} says no
   */
  public void attachDomain(int domain, DomainConfig config, DomainReport report) {
    Stage2Geometry geometry = config.geometry();
    if (!judges(geometry)) {
      throw new IllegalArgumentException("granule " + geometry.granule() + " cannot be judged");
    }
    if (domains.containsKey(domain)) {
      throw new IllegalArgumentException("domain " + domain + " is attached already");
    }
    if ((report.rootPa() & PAGE_MASK) != 0) {
      inconsistent("the start table of domain " + domain + " is at " + hex(report.rootPa())
          + ", not at a page");
    }
    long rootPa = report.rootPa() & ~PAGE_MASK;
    int[] inGuest = config.runsOn().stream().mapToInt(Integer::intValue).toArray();
    boolean hardwareAccessFlag =
        platform.features().contains(Feature.HAFDBS) && report.mayManageAccessFlag();
    GuestContext guest = new GuestContext(geometry, PeSet.of(inGuest), hardwareAccessFlag);
    domains.put(
        domain,
        new AttachedDomain(
            domain,
            rootPa,
            report.vmid(),
            guest,
            new Stage2Walk(memory, geometry, platform.features().contains(Feature.XNX))));
    loadVttbr(config.operatedBy(), report);
    for (int pe : inGuest) {
      loadVttbr(pe, report);
    }
    addRoots(domain, rootPa, geometry);
  }

  private void loadVttbr(int pe, DomainReport report) {
    if (isPe(pe)) {
      pes.get(pe).write(SystemRegister.VTTBR_EL2, report.vttbr());
      pes.get(pe).synchronizeContext();
    }
  }

  private void addRoots(int domain, long rootPa, Stage2Geometry geometry) {
    int level = geometry.startLevel();
    Granule granule = geometry.granule();
    for (int i = 0; i < geometry.concatenatedTables(); i++) {
      long tablePa = rootPa + i * granule.sizeBytes();
      if (tables.hasRoomFor(tablePa)) {
        if (!memory.isBacked(tablePa)) {
          memory.zeroPage(tablePa);
        }
        tables.allocate(tablePa);
        graph.addRoot(
            tablePa, level, domain, (long) i << (granule.levelShift(level) + granule.stride()));
      }
    }
  }

  /** Whether a start table of an attached domain reaches the table page. */
  public boolean isLive(long tablePa) {
    return graph.isLive(tablePa);
  }

  /** The domain whose tree reaches the table page; -1 if none does. */
  public int ownerOf(long tablePa) {
    int levels = graph.liveLevels(tablePa);
    return levels == 0 ? -1 : graph.domain(tablePa, firstLevel(levels));
  }

  /**
   * What a guest access meets if its PE holds nothing but what the tables say.
   *
   * @throws IllegalArgumentException if the domain is not attached
   */
  public Outcome access(int pe, int domain, AccessKind kind, long ipa) {
    AttachedDomain attached = domains.get(domain);
    if (attached == null) {
      throw new IllegalArgumentException("domain " + domain + " is not attached");
    }
    return attached.walk().walk(attached.rootPa(), ipa, kind, WalkListener.NONE);
  }

  /** The word at a physical address, rounded down to 8 bytes; 0 where {@link #isBacked} is false. */
  public long read(long pa) {
    return memory.read(pa);
  }

  /** Whether a page was allocated or stored to there. */
  public boolean isBacked(long pa) {
    return memory.isBacked(pa);
  }

  /** What the checkers found, in the order of the stores. */
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
    checkPe(pe);
    if (isTablePage(tablePa) && isRange(tablePa, index, 1) && isLevel(tablePa, level)) {
      checkAllocated(tablePa);
      checkLive(tablePa, live);
      checkPosition(tablePa, index, level, ipa);
      checkOld(tablePa, index, oldDescriptor);
      apply(tablePa, index, newDescriptor);
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
    checkPe(pe);
    if (isTablePage(tablePa) && isRange(tablePa, firstIndex, count) && isLevel(tablePa, level)) {
      checkAllocated(tablePa);
      checkLive(tablePa, false);
      checkPosition(tablePa, firstIndex, level, ipa);
      long descriptor = firstDescriptor;
      for (int index = firstIndex; index < firstIndex + count; index++) {
        apply(tablePa, index, descriptor);
        descriptor += stride;
      }
    }
    events++;
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    OptionalLong vttbr =
        checkPe(pe) ? pes.get(pe).inForce(SystemRegister.VTTBR_EL2) : OptionalLong.empty();
    if (vttbr.isPresent()) {
      DomainReport inForce = new DomainReport(vttbr.getAsLong(), 0);
      if (vmid != inForce.vmid() || rootPa != inForce.rootPa()) {
        inconsistent("a TLBI was told to run under VMID " + vmid + " and start table "
            + hex(rootPa) + ", but VTTBR_EL2 of PE " + pe + " holds " + inForce.vmid() + " and "
            + hex(inForce.rootPa()));
      }
    }
    events++;
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    checkPe(pe);
    events++;
  }

  @Override
  public void isb(int pe) {
    if (checkPe(pe)) {
      pes.get(pe).synchronizeContext();
    }
    events++;
  }

  @Override
  public void clean(int pe, CleanKind what, long pa, long sizeBytes) {
    checkPe(pe);
    events++;
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    if (checkPe(pe)) {
      pes.get(pe).write(register, value);
    }
    events++;
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    checkPe(pe);
    if (isTablePage(tablePa)) {
      if (tables.isAllocated(tablePa)) {
        inconsistent("table page " + hex(tablePa) + " is allocated a second time");
      }
      tables.allocate(tablePa);
      zero(tablePa);
    }
    events++;
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    checkPe(pe);
    if (isTablePage(tablePa)) {
      checkAllocated(tablePa);
      checkLive(tablePa, false);
      zero(tablePa);
    }
    events++;
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    checkPe(pe);
    if (isTablePage(tablePa)) {
      if (again != tables.isFreed(tablePa)) {
        inconsistent("table page " + hex(tablePa) + " was told to be freed "
            + (again ? "again" : "for the first time") + ", but it is "
            + (again ? "not free" : "free already"));
      } else if (!again && !tables.isAllocated(tablePa)) {
        inconsistent("table page " + hex(tablePa) + " is freed but was never allocated");
      }
      if (graph.isLive(tablePa)) {
        inconsistent("table page " + hex(tablePa) + " is freed although domain " + ownerOf(tablePa)
            + " reaches it");
      }
      tables.free(tablePa);
    }
    events++;
  }

  @Override
  public void locked(int pe, int domain) {
    if (checkPe(pe) && checkDomain(domain)) {
      Integer holder = lockHolders.put(domain, pe);
      if (holder != null) {
        inconsistent(
            "the lock of domain " + domain + " is taken although PE " + holder + " holds it");
      }
    }
    events++;
  }

  @Override
  public void unlocked(int pe, int domain) {
    if (checkPe(pe) && checkDomain(domain)) {
      Integer holder = lockHolders.remove(domain);
      if (holder == null || holder != pe) {
        inconsistent("the lock of domain " + domain + " is released by PE " + pe + ", but "
            + (holder == null ? "nobody" : "PE " + holder) + " holds it");
      }
    }
    events++;
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    checkPe(pe);
    events++;
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    checkPe(pe);
    checkDomain(domain);
    events++;
  }

  @Override
  public void preempted(int pe, int check) {
    checkPe(pe);
    events++;
  }

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {
    checkPe(pe);
    events++;
  }

  @Override
  public void domainCrashed(int pe, int domain) {
    checkPe(pe);
    checkDomain(domain);
    events++;
  }

  @Override
  public void assertionFailed(int pe, String what) {
    checkPe(pe);
    events++;
  }

  @Override
  public void warned(int pe, int count) {
    checkPe(pe);
    events++;
  }

  @Override
  public void fatal(int pe, String what) {
    checkPe(pe);
    events++;
  }

  /** Stores one word; on a live page as the live store that it is. */
  private void apply(long tablePa, int index, long newDescriptor) {
    long pa = tablePa + 8L * index;
    long oldDescriptor = memory.read(pa);
    int levels = graph.liveLevels(tablePa);
    memory.write(pa, newDescriptor);
    boolean violated = false;
    for (int rest = levels; rest != 0 && !violated; rest &= rest - 1) {
      int level = firstLevel(rest);
      GuestContext guest = guest(graph.domain(tablePa, level));
      long ipa = graph.ipa(tablePa, level, index);
      violated = checker.liveStore(events, guest, level, ipa, oldDescriptor, newDescriptor);
    }
    if (levels != 0 && oldDescriptor != newDescriptor) {
      graph.replaced(tablePa, index, levels, oldDescriptor, newDescriptor);
    }
  }

  private void zero(long tablePa) {
    if (graph.isLive(tablePa)) {
      for (int index = 0; index < PhysicalMemory.WORDS; index++) {
        apply(tablePa, index, 0);
      }
    } else {
      memory.zeroPage(tablePa);
    }
  }

  private GuestContext guest(int domain) {
    AttachedDomain attached = domains.get(domain);
    if (attached == null) {
      throw new IllegalStateException("a live table of domain " + domain + ", never attached");
    }
    return attached.guest();
  }

  private static int firstLevel(int levels) {
    return Integer.numberOfTrailingZeros(levels) + TableGraph.LOWEST_LEVEL;
  }

  private boolean isPe(int pe) {
    return pe >= 0 && pe < pes.size();
  }

  private boolean checkPe(int pe) {
    if (!isPe(pe)) {
      inconsistent("there is no PE " + pe + "; the platform has " + pes.size());
    }
    return isPe(pe);
  }

  /** Domains that are attached, and the one that is being created. */
  private boolean checkDomain(int domain) {
    boolean known = domain >= 0 && domain <= (domains.isEmpty() ? 0 : domains.lastKey() + 1);
    if (!known) {
      inconsistent("there is no domain " + domain);
    }
    return known;
  }

  private boolean isTablePage(long tablePa) {
    if ((tablePa & PAGE_MASK) != 0) {
      inconsistent("a table page is named by its first byte, not " + hex(tablePa));
      return false;
    }
    if (!tables.hasRoomFor(tablePa)) {
      inconsistent("more than " + TableMemory.PAGE_LIMIT + " table pages");
      return false;
    }
    return true;
  }

  private boolean isRange(long tablePa, int firstIndex, int count) {
    boolean inside = firstIndex >= 0
        && firstIndex < PhysicalMemory.WORDS
        && count >= 0
        && count <= PhysicalMemory.WORDS - firstIndex;
    if (!inside) {
      inconsistent("a store of " + count + " descriptors from index " + firstIndex
          + " of table page " + hex(tablePa) + ": a page has 512");
    }
    return inside;
  }

  private boolean isLevel(long tablePa, int level) {
    boolean known = level >= TableGraph.LOWEST_LEVEL && level <= TableGraph.LAST_LEVEL;
    if (!known) {
      inconsistent("a store into table page " + hex(tablePa) + " was told to be at level " + level);
    }
    return known;
  }

  private void checkAllocated(long tablePa) {
    if (!tables.isAllocated(tablePa)) {
      inconsistent("a store into table page " + hex(tablePa) + ", which "
          + (tables.isFreed(tablePa) ? "was freed" : "was never allocated"));
      if (!tables.isFreed(tablePa)) {
        tables.allocate(tablePa); // said once
      }
    }
  }

  private void checkLive(long tablePa, boolean told) {
    boolean live = graph.isLive(tablePa);
    if (live != told) {
      inconsistent("a store into table page " + hex(tablePa) + " was told to be "
          + (told
              ? "live, but no start table reaches it"
              : "off-line, but domain " + ownerOf(tablePa) + " reaches it"));
    }
  }

  private void checkPosition(long tablePa, int index, int level, long ipa) {
    if (!graph.isLinkedOnce(tablePa)) {
      return; // off-line, or at several places of which any may be meant
    }
    int actualLevel = firstLevel(graph.liveLevels(tablePa));
    long actualIpa = graph.ipa(tablePa, actualLevel, index);
    if (level != actualLevel || ipa != actualIpa) {
      inconsistent("a store into table page " + hex(tablePa) + " was told to be at level " + level
          + " of " + hex(ipa) + ", but it is at level " + actualLevel + " of " + hex(actualIpa));
    }
  }

  private void checkOld(long tablePa, int index, long told) {
    long actual = memory.read(tablePa + 8L * index);
    if (actual != told) {
      inconsistent("a store into index " + index + " of table page " + hex(tablePa)
          + " was told to replace " + hex(told) + ", but memory holds " + hex(actual));
    }
  }

  private void inconsistent(String message) {
    inconsistencies.add(events, message);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
