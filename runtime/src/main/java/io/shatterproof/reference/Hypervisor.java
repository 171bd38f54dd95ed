package io.shatterproof.reference;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.ArrayList;
import java.util.List;

/** What the domains of one session share, and how a domain comes to be. */
final class Hypervisor {
  private static final int VMID_SHIFT = 48;

  private final Platform platform;
  private final Profile profile;
  private final EventSink events;
  private final PhysicalMemory memory = new PhysicalMemory();
  private final TablePool pool;
  private final Cpu cpu;
  private final VmidAllocator vmids = new VmidAllocator();
  private final List<Domain> domains = new ArrayList<>();

  Hypervisor(Platform platform, Profile profile, EventSink events) {
    this.platform = platform;
    this.profile = profile;
    this.events = events;
    this.pool = new TablePool(memory, events);
    // Decided by the IOMMU alone: a domain that it does not serve is cleaned for all the same.
    boolean cleansEntries = platform.iommu() == Platform.Iommu.NONCOHERENT;
    this.cpu = new Cpu(events, memory, cleansEntries);
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

  Cpu cpu() {
    return cpu;
  }

  Domain domain(int number) {
    return domains.get(number);
  }

  /**
   * Creates the next domain: start table, VTTBR, and one invalidation, since its VMID may have been
   * another's.
   *
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_init, p2m_alloc_table"
   */
  Domain createDomain(DomainConfig config) {
    TreeLayout.requireSupported(config.geometry());
    int vmid = vmids.allocate();
    if (vmid == VmidAllocator.NONE) {
      throw new UnsupportedByProviderException("more than 255 domains");
    }
    int rootTables = config.geometry().concatenatedTables();
    long rootPa = pool.allocateRoot(cpu.pe(), rootTables);
    if (rootPa == TablePool.NONE) {
      throw new UnsupportedByProviderException("so many start tables");
    }
    for (int i = 0; i < rootTables; i++) {
      long tablePa = rootPa + i * config.geometry().granule().sizeBytes();
      cpu.zero(tablePa);
      cpu.cleanTableAlways(tablePa);
    }
    long vttbr = (long) vmid << VMID_SHIFT | rootPa;
    cpu.flushTlb(vttbr);
    ReferenceP2m p2m = new ReferenceP2m(
        domains.size(),
        vttbr,
        new TreeLayout(config.geometry(), rootPa),
        new EntryCodec(profile.types()),
        cpu,
        pool,
        events);
    if (config.defaultAccess() != P2mAccess.RWX) {
      p2m.access().use();
      p2m.access().restrictNewMappings(config.defaultAccess());
    }
    Domain domain = new Domain(config, p2m, profile.algorithm().create(p2m, config, platform));
    domains.add(domain);
    return domain;
  }

  /** Lets the current PE run a domain. */
  void enter(Domain domain) {
    cpu.enterGuest(domain.p2m().vttbr(), profile.disablesStage2OnSwitch());
  }

  /** A domain with the P2M that its guest runs on. */
  record Domain(DomainConfig config, ReferenceP2m p2m, P2mAlgorithm algorithm) {}
}
