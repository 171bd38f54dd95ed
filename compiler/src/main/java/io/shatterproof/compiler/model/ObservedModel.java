package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.compiler.source.Span;

/** An access that somebody could make at any time: under bare tables, or in a guest. */
public sealed interface ObservedModel permits AccessModel, ObservedModel.GuestAccessModel {

  Span span();

  Quantity pe();

  AccessKind kind();

  /** One in the guest of a domain. */
  record GuestAccessModel(Span span, Quantity pe, AccessKind kind, DomainModel domain, Quantity ipa)
      implements ObservedModel {}
}
