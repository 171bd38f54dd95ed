package io.shatterproof.compiler.model;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import java.util.List;
import java.util.Optional;

/** A pattern for an event, or for several. */
public sealed interface PatternModel {

  Span span();

  /** One of several lists of patterns. */
  record EitherPattern(Span span, List<Alternative> alternatives) implements PatternModel {
    public EitherPattern {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** One of them. */
  record Alternative(Span span, List<PatternModel> patterns) {
    public Alternative {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * So many events like one pattern.
   *
   * @param isLeast whether fewer are too few
   * @param isMost whether more are too many
   */
  record RepeatedPattern(
      Span span, OfEvent pattern, Quantity times, boolean isLeast, boolean isMost)
      implements PatternModel {}

  /** A pattern for one event. */
  sealed interface OfEvent extends PatternModel {}

  /** A pattern about one domain. */
  sealed interface OfDomain extends OfEvent {
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

  /** Any TLB maintenance operation. */
  record AnyInvalidationPattern(Span span, DomainModel domain) implements OfDomain {}

  /**
   * Any operation that covers a range.
   *
   * @param size absent for the address alone
   */
  record CoveringPattern(Span span, DomainModel domain, Quantity ipa, Optional<Quantity> size)
      implements OfDomain {}

  /** A DSB. */
  record SynchronizedPattern(Span span, DsbOption option, boolean orStronger) implements OfEvent {}

  /** Cache maintenance. */
  record CleanedPattern(Span span, CleanKind what, Optional<Quantity> pa, Optional<Quantity> size)
      implements OfEvent {}

  /** A dropped reference. */
  record DroppedPattern(Span span, Optional<Quantity> pa) implements OfEvent {}

  /** An IOMMU flush. */
  record IommuFlushedPattern(Span span, DomainModel domain, Quantity ipa, Quantity pages)
      implements OfDomain {}

  /** An access that a monitor is told of. */
  record MonitoredPattern(Span span, boolean vcpuPaused) implements OfEvent {}

  /** An event without details. */
  record KindPattern(Span span, EventKind kind) implements OfEvent {}
}
