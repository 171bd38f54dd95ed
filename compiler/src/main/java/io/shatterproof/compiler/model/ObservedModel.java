package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.Expectation;

/** An access that somebody could make at any time: under bare tables, or in a guest. */
public sealed interface ObservedModel permits AccessModel, ObservedModel.GuestAccessModel {

  Span span();

  Quantity pe();

  AccessKind kind();

  /**
   * One in the guest of a domain, or of the IOMMU on its behalf.
   *
   * @param pe {@link Expectation#IOMMU} for the IOMMU
   */
  record GuestAccessModel(Span span, Quantity pe, AccessKind kind, DomainModel domain, Quantity ipa)
      implements ObservedModel {

    /** Whether the IOMMU makes it. */
    public boolean isByIommu() {
      return pe.value() == Expectation.IOMMU;
    }
  }
}
