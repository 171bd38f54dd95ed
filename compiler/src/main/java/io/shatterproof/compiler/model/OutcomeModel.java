package io.shatterproof.compiler.model;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/** A claimed outcome of a guest access. */
public sealed interface OutcomeModel {

  Span span();

  /** The reason it is legal; may be empty. */
  String why();

  /** Where the architecture says so; may be empty. */
  String reference();

  /** The access reaches an address. */
  record OkOutcome(Span span, Quantity pa, Optional<Quantity> level, String why, String reference)
      implements OutcomeModel {}

  /** The access is aborted. */
  record FaultOutcome(
      Span span, FaultKind kind, Optional<Quantity> level, String why, String reference)
      implements OutcomeModel {}
}
