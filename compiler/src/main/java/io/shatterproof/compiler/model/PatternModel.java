package io.shatterproof.compiler.model;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import java.util.Optional;

/** A pattern for one event. */
public sealed interface PatternModel {

  Span span();

  /** A pattern about one domain. */
  sealed interface OfDomain extends PatternModel {
    DomainModel domain();
  }

  /** A store. */
  record StoredPattern(
      Span span,
      DomainModel domain,
      Quantity level,
      Quantity ipa,
      Spanned<DescriptorClaim.Kind> kind,
      Optional<Quantity> pa)
      implements OfDomain {}

  /** A fill. */
  record FilledPattern(Span span, DomainModel domain, Quantity level, Quantity ipa, Quantity count)
      implements OfDomain {}

  /** A TLB maintenance operation. */
  record InvalidatedPattern(
      Span span, Spanned<TlbiOp> operation, DomainModel domain, Optional<Quantity> ipa)
      implements OfDomain {}

  /** A DSB. */
  record SynchronizedPattern(Span span, DsbOption option) implements PatternModel {}

  /** Cache maintenance. */
  record CleanedPattern(Span span, CleanKind what, Optional<Quantity> pa, Optional<Quantity> size)
      implements PatternModel {}

  /** A dropped reference. */
  record DroppedPattern(Span span, Optional<Quantity> pa) implements PatternModel {}

  /** An IOMMU flush. */
  record IommuFlushedPattern(Span span, DomainModel domain, Quantity ipa, Quantity pages)
      implements OfDomain {}

  /** An access that a monitor is told of. */
  record MonitoredPattern(Span span, boolean vcpuPaused) implements PatternModel {}

  /** An event without details. */
  record KindPattern(Span span, EventKind kind) implements PatternModel {}
}
