package io.shatterproof.reference;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainRefusedException;
import java.util.ArrayList;
import java.util.List;

/** What the domains of one session share, and how a domain comes to be. */
final class Hypervisor {
  private static final int VMID_SHIFT = 48;

  private final Platform platform;
  private final Parts parts;
  private final EventSink events;
  private final PhysicalMemory memory = new PhysicalMemory();
  private final Allocations allocations = new Allocations();
  private final TablePool pool;
  private final GuestMemory guestMemory;
  private final Cpu cpu;
  private final VmidAllocator vmids;
  private final List<Domain> domains = new ArrayList<>();

  Hypervisor(Platform platform, Parts parts, EventSink events) {
    this.platform = platform;
    this.parts = parts;
    this.events = events;
    this.pool = parts.pool(memory, events, allocations);
    this.guestMemory = new GuestMemory(platform.paBits());
    // Decided by the IOMMU alone: a domain that it does not serve is cleaned for all the same.
    boolean cleansEntries = platform.iommu() == Platform.Iommu.NONCOHERENT;
    this.cpu = parts.cpu(events, memory, platform.pes(), cleansEntries);
    this.vmids = parts.vmids();
    if (hasWideVmids()) {
      vmids.widen();
    }
  }

  /** Whether VMIDs have 16 bits. */
  boolean hasWideVmids() {
    return has(Change.WIDE_VMIDS) && platform.features().contains(Feature.VMID16);
  }

  /** Whether the release has a change. */
  boolean has(Change change) {
    return parts.profile().has(change);
  }

  Platform platform() {
    return platform;
  }

  PhysicalMemory memory() {
    return memory;
  }

  TablePool pool() {
    return pool;
  }

  /** Where the memory of guests comes from. */
  GuestMemory guestMemory() {
    return guestMemory;
  }

  Cpu cpu() {
    return cpu;
  }

  Allocations allocations() {
    return allocations;
  }

  Domain domain(int number) {
    return domains.get(number);
  }

  /** The next operation is one of a PE on a domain. */
  Domain operate(int pe, int number) {
    Domain domain = domain(number);
    cpu.moveTo(pe);
    cleanFor(domain.config());
    return domain;
  }

  private void cleanFor(DomainConfig config) {
    if (has(Change.CLEANED_BY_DOMAIN)) {
      cpu.cleanEntries(platform.iommu() == Platform.Iommu.NONCOHERENT && config.usesIommu());
    }
  }

  /**
   * Creates the next domain: start table, VTTBR, and one invalidation, since its VMID may have been
   * another's.
   *
   * @throws DomainRefusedException without a VMID or memory for the start table
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_init, p2m_alloc_table"
   */
  Domain createDomain(DomainConfig config) {
    Stage2Geometry geometry = config.geometry();
    TreeLayout.requireSupported(geometry);
    int vmid = vmids.allocate();
    if (vmid == VmidAllocator.NONE) {
      throw new DomainRefusedException(Errno.EBUSY);
    }
    int rootTables = geometry.concatenatedTables();
    long rootPa = pool.allocateRoot(cpu.pe(), rootTables, geometry.granule());
    if (rootPa == TablePool.NONE) {
      vmids.release(vmid);
      throw new DomainRefusedException(Errno.ENOMEM);
    }
    for (int table = 0; table < rootTables; table++) {
      long tablePa = rootPa + table * geometry.granule().sizeBytes();
      cpu.zero(tablePa, geometry.granule());
      cpu.cleanTableAlways(tablePa, geometry.granule());
    }
    long vttbr = (long) vmid << VMID_SHIFT | rootPa;
    cleanFor(config);
    parts.beginVmid(cpu, vttbr);
    Domain domain = new Domain(config, newP2m(config, vttbr, rootPa), parts, platform);
    domains.add(domain);
    return domain;
  }

  private ReferenceP2m newP2m(DomainConfig config, long vttbr, long rootPa) {
    TreeLayout layout = parts.layout(config.geometry(), rootPa);
    ReferenceP2m p2m = parts.p2m(domains.size(), vttbr, layout, cpu, pool, allocations, events);
    if (config.defaultAccess() != P2mAccess.RWX) {
      p2m.access().use();
      p2m.access().restrictNewMappings(config.defaultAccess());
    }
    return p2m;
  }

  /** Gives back what a domain has, at once; nothing is done to it afterwards. */
  void teardown(Domain domain) {
    teardown(domain, domain.p2m().preemption(0));
  }

  /**
   * Gives back what a domain has; nothing is done to it afterwards.
   *
   * @return 0, or the negated ERESTART when preempted: to be called again
   */
  long teardown(Domain domain, Preemption preemption) {
    long result =
        has(Change.TABLES_RELINQUISHED) ? domain.relinquishment().tearDown(preemption) : 0;
    if (result == 0) {
      finishTeardown(domain);
    }
    return result;
  }

  private void finishTeardown(Domain domain) {
    domain.p2m().teardown();
    vmids.release((int) (domain.p2m().vttbr() >>> VMID_SHIFT));
  }

  /**
   * Lets the current PE run a virtual CPU of a domain.
   *
   * @see "xen 607ad85d85 xen/arch/arm/p2m.c: p2m_restore_state"
   */
  void enter(Domain domain, int vcpu) {
    long vttbr = domain.p2m().vttbr();
    if (has(Change.SET_WAY_TRAPPED)) {
      cpu.restoreGuest(vttbr, domain.vcpus().isTrapped(vcpu));
    } else {
      cpu.enterGuest(vttbr, parts.profile().disablesStage2OnSwitch());
    }
    boolean anotherRan = domain.vcpus().enter(cpu.pe(), vcpu);
    if (anotherRan && has(Change.VCPU_FLUSH)) {
      cpu.flushLocalTlb();
    }
  }
}
