package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.p2m.MappingAttributes;
import java.util.List;
import java.util.Optional;

/** Something that is done. */
public sealed interface StepModel {

  Span span();

  /** Maps a range. */
  record MapStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      Quantity pa,
      MappingAttributes attributes,
      Optional<Spanned<Long>> returns)
      implements StepModel {}

  /** Removes what is mapped in a range. */
  record UnmapStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      Optional<Quantity> pa,
      Optional<Spanned<Long>> returns)
      implements StepModel {}

  /** Several steps under one write lock. */
  record LockStep(Span span, int pe, DomainModel domain, List<StepModel> body)
      implements StepModel {
    public LockStep {
      body = List.copyOf(body);
    }
  }

  /** Limits the pool of table pages. */
  record TablesStep(Span span, Quantity tables) implements StepModel {}
}
