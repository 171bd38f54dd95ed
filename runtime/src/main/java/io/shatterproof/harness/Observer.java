package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.vector.Expectation;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * An access of somebody who only looks.
 *
 * @param pe {@link Expectation#IOMMU} for the IOMMU
 * @param domain in whose guest; empty for bare tables
 */
record Observer(int pe, OptionalInt domain, GuestAccess access) {
  static Observer of(Expectation.AccessHas expected) {
    return new Observer(expected.pe(), expected.domain(), expected.access());
  }

  static Observer of(Expectation.AccessSees expected) {
    return new Observer(expected.pe(), expected.domain(), expected.access());
  }

  static Observer of(Expectation.NeverAfter expected) {
    return new Observer(expected.pe(), expected.domain(), expected.access());
  }

  boolean isIommu() {
    return pe == Expectation.IOMMU;
  }

  /**
   * In the words of the scenario.
   *
   * @param names of the domains
   */
  String text(IntFunction<String> names) {
    return (isIommu() ? "iommu " : "pe " + pe + " ") + access.kind().word()
        + (domain.isPresent() ? " " + names.apply(domain.getAsInt()) : "")
        + " 0x" + Long.toHexString(access.address())
        + (access.sizeBytes() == 1 ? "" : " size " + access.sizeBytes())
        + access.register().map(register -> " register " + register).orElse("")
        + (access.el() == 1 || (domain.isPresent() && isTranslation())
            ? ""
            : " from el" + access.el());
  }

  /** Whether only an address is translated. */
  boolean isTranslation() {
    return access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION;
  }
}
