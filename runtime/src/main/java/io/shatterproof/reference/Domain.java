package io.shatterproof.reference;

import io.shatterproof.arch.Platform;
import io.shatterproof.p2m.DomainConfig;
import java.util.ArrayList;
import java.util.List;

/** A domain with the P2M that its guest runs on. */
final class Domain {
  private final DomainConfig config;
  private final ReferenceP2m p2m;
  private final P2mAlgorithm algorithm;
  private final AccessControl access;
  private final AbortHandler aborts;
  private final Relinquishment relinquishment;
  private final VirtualCpus vcpus;
  private final List<Range> devices = new ArrayList<>();
  private boolean started;

  Domain(DomainConfig config, ReferenceP2m p2m, Parts parts, Platform platform) {
    this.config = config;
    this.p2m = p2m;
    this.algorithm = parts.algorithm(p2m, config, platform);
    this.access = parts.accessControl(p2m, algorithm);
    this.aborts = parts.abortHandler(this, p2m.cpu(), platform);
    this.relinquishment = parts.relinquishment(p2m, algorithm);
    this.vcpus = parts.virtualCpus();
  }

  DomainConfig config() {
    return config;
  }

  ReferenceP2m p2m() {
    return p2m;
  }

  P2mAlgorithm algorithm() {
    return algorithm;
  }

  AccessControl access() {
    return access;
  }

  AbortHandler aborts() {
    return aborts;
  }

  Relinquishment relinquishment() {
    return relinquishment;
  }

  VirtualCpus vcpus() {
    return vcpus;
  }

  /**
   * The next use of anything is heard of. An IOMMU that walks the tables has nobody who resolves its
   * faults, and a debug build says so.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_invalidate_root"
   */
  void invalidateRoot() {
    if (config.usesIommu()) {
      p2m.assertionFailed("!iommu_use_hap_pt(p2m->domain)");
    }
    algorithm.invalidateRoot();
  }

  /**
   * The domain is about to run for the first time, or again. From the first time on it is heard of
   * what is used, unless an IOMMU walks the tables, whose faults nobody resolves.
   *
   * @see "xen 2b45ff6030 xen/arch/arm/p2m.c: p2m_domain_creation_finished"
   */
  void unpause() {
    if (!started && !config.usesIommu()) {
      algorithm.invalidateRoot();
    }
    started = true;
  }

  /**
   * Cleans the memory that the guest can have used since the last time, and hears of what it uses
   * from now on.
   *
   * @see "xen f253e88bec, 2148a125b7 xen/arch/arm/p2m.c: p2m_flush_vm"
   */
  void cleanUsed() {
    algorithm.cleanData(0, -1);
    algorithm.invalidateRoot();
  }

  /** Emulates a device over a range of IPAs from now on. */
  void emulate(long ipa, long sizeBytes) {
    devices.add(new Range(ipa, sizeBytes));
  }

  boolean emulates(long ipa) {
    return devices.stream().anyMatch(device -> device.contains(ipa));
  }

  private record Range(long first, long sizeBytes) {
    boolean contains(long ipa) {
      return Long.compareUnsigned(ipa - first, sizeBytes) < 0;
    }
  }
}
