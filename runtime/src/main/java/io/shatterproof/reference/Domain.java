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
  private final List<Range> devices = new ArrayList<>();

  Domain(DomainConfig config, ReferenceP2m p2m, Parts parts, Platform platform) {
    this.config = config;
    this.p2m = p2m;
    this.algorithm = parts.algorithm(p2m, config, platform);
    this.access = parts.accessControl(p2m, algorithm);
    this.aborts = parts.abortHandler(this, p2m.cpu(), platform);
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
