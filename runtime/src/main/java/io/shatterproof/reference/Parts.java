package io.shatterproof.reference;

import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.EventSink;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.p2m.DomainConfig;

/**
 * Makes the parts that a hypervisor of one release is made of. A wrong hypervisor is one of which a
 * single part is made differently.
 */
class Parts {
  private final Profile profile;

  Parts(Profile profile) {
    this.profile = profile;
  }

  /** The release. */
  final Profile profile() {
    return profile;
  }

  /** As {@link Cpu#Cpu}. */
  Cpu cpu(EventSink events, PhysicalMemory memory, int pes, boolean cleansEntries) {
    return new Cpu(events, memory, pes, cleansEntries);
  }

  TablePool pool(PhysicalMemory memory, EventSink events, Allocations allocations) {
    return new TablePool(memory, events, allocations);
  }

  VmidAllocator vmids() {
    return new VmidAllocator();
  }

  /** A VMID, which may have been another's, comes into use. */
  void beginVmid(Cpu cpu, long vttbr) {
    cpu.flushTlb(vttbr);
  }

  TreeLayout layout(Stage2Geometry geometry, long rootPa) {
    return new TreeLayout(geometry, rootPa, profile.has(Change.FRAMES_CHECKED));
  }

  EntryCodec codec(S2Format format) {
    return new EntryCodec(profile.types(), format);
  }

  TableList tables() {
    return new TableList();
  }

  DomainPool domainPool(TablePool heap) {
    return new DomainPool(heap);
  }

  ReferenceP2m p2m(
      int domain,
      long vttbr,
      TreeLayout layout,
      Cpu cpu,
      TablePool pool,
      Allocations allocations,
      EventSink events) {
    return new ReferenceP2m(this, domain, vttbr, layout, cpu, pool, allocations, events);
  }

  EntryLookup lookup(ReferenceP2m p2m) {
    return new EntryLookup(p2m);
  }

  BlockSplitter splitter(ReferenceP2m p2m, BlockSplitter.Children children) {
    return new BlockSplitter(p2m, children);
  }

  P2mAlgorithm algorithm(ReferenceP2m p2m, DomainConfig config, Platform platform) {
    return profile.fixes().isPresent()
        ? new BreakBeforeMakeAlgorithm(p2m, profile.fixes().get(), config.usesIommu())
        : new TopDownAlgorithm(p2m, platform.iommu() != Platform.Iommu.NONE);
  }

  LazyEntries lazyEntries(ReferenceP2m p2m, BreakBeforeMakeAlgorithm algorithm) {
    return new LazyEntries(p2m, algorithm);
  }

  Relinquishment relinquishment(ReferenceP2m p2m, P2mAlgorithm algorithm) {
    return new Relinquishment(p2m, algorithm);
  }

  VirtualCpus virtualCpus() {
    return new VirtualCpus();
  }

  CacheCleaning cacheCleaning(ReferenceP2m p2m) {
    return new CacheCleaning(p2m);
  }

  AccessControl accessControl(ReferenceP2m p2m, P2mAlgorithm algorithm) {
    return new AccessControl(p2m, algorithm);
  }

  AbortHandler abortHandler(Domain domain, Cpu cpu, Platform platform) {
    return new AbortHandler(domain, cpu, profile.aborts(), mayMisreport(platform));
  }

  /** Whether HPFAR_EL2 may be wrong for a Translation fault. */
  static boolean mayMisreport(Platform platform) {
    return Knob.ERRATUM_834220.of(platform).equals("present");
  }

  ReferenceSession session(Hypervisor hypervisor) {
    return new ReferenceSession(hypervisor);
  }
}
