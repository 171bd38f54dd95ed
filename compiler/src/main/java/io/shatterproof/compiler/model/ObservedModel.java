package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.Expectation;
import java.util.Optional;

/** An access that somebody could make at any time: under bare tables, or in a guest. */
public sealed interface ObservedModel permits AccessModel, ObservedModel.GuestAccessModel {

  Span span();

  Quantity pe();

  AccessKind kind();

  /**
   * One in the guest of a domain, or of the IOMMU on its behalf, or of the PE that operates on the
   * domain and translates an address of it.
   *
   * @param pe {@link Expectation#IOMMU} for the IOMMU
   * @param from the Exception level, where said
   */
  record GuestAccessModel(
      Span span,
      Quantity pe,
      AccessKind kind,
      DomainModel domain,
      Quantity ipa,
      int sizeBytes,
      Optional<TransferRegister> register,
      Optional<Spanned<Integer>> from)
      implements ObservedModel {

    /** Whether the IOMMU makes it. */
    public boolean isByIommu() {
      return pe.value() == Expectation.IOMMU;
    }

    /** Whether it only translates an address, at EL2. */
    public boolean isTranslation() {
      return kind.group() == AccessKind.Group.ADDRESS_TRANSLATION;
    }

    /** The Exception level at which it is executed. */
    public int level() {
      return isTranslation() ? 2 : from.map(Spanned::value).orElse(1);
    }
  }
}
