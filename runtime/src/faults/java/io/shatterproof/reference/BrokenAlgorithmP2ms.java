package io.shatterproof.reference;

import io.shatterproof.p2m.DomainConfig;

/** The algorithm of a release that follows break-before-make, for faults to override a step of. */
abstract class BrokenAlgorithmP2ms extends BreakBeforeMakeAlgorithm {
  BrokenAlgorithmP2ms(ReferenceP2m p2m, DomainConfig config) {
    super(p2m, p2m.parts().profile().fixes().orElseThrow(), config.usesIommu());
  }

  /** Makes such an algorithm. */
  @FunctionalInterface
  interface Factory {
    P2mAlgorithm create(ReferenceP2m p2m, DomainConfig config);
  }
}
