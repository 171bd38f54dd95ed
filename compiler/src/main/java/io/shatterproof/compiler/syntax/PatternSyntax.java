package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A pattern for an event, or for several. */
public sealed interface PatternSyntax {

  Span span();

  /** {@code either { ... } or { ... }}. */
  record Either(Span span, List<Alternative> alternatives) implements PatternSyntax {
    public Either {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** What stands between braces. */
  record Alternative(Span span, List<PatternSyntax> patterns) {
    public Alternative {
      patterns = List.copyOf(patterns);
    }
  }

  /** {@code at most n of PATTERN} and its like. */
  record Repeated(Span span, Bound bound, ExpressionSyntax times, OfEvent pattern)
      implements PatternSyntax {}

  /** What is said of a number of events. */
  enum Bound {
    AT_MOST,
    AT_LEAST,
    EXACTLY
  }

  /** A pattern for one event. */
  sealed interface OfEvent extends PatternSyntax {}

  /** {@code store D level n of ipa := descriptor}. */
  record Stored(
      Span span,
      NameSyntax domain,
      ExpressionSyntax level,
      ExpressionSyntax ipa,
      DescriptorSyntax descriptor)
      implements OfEvent {}

  /**
   * {@code block pa} and its like.
   *
   * @param kind its word
   */
  record DescriptorSyntax(Span span, String kind, Optional<ExpressionSyntax> pa) {}

  /** {@code fill D level n of ipa count n}. */
  record Filled(
      Span span,
      NameSyntax domain,
      ExpressionSyntax level,
      ExpressionSyntax ipa,
      ExpressionSyntax count)
      implements OfEvent {}

  /** {@code tlbi OP D ipa}, and {@code tlbi covers D ipa size n}. */
  record Invalidated(
      Span span,
      NameSyntax operation,
      NameSyntax domain,
      Optional<ExpressionSyntax> ipa,
      Optional<ExpressionSyntax> size)
      implements OfEvent {}

  /** {@code dsb OPTION or stronger}. */
  record Synchronized(Span span, NameSyntax option, boolean orStronger) implements OfEvent {}

  /**
   * {@code clean entry} and its like.
   *
   * @param kind its second word
   */
  record Cleaned(
      Span span, String kind, Optional<ExpressionSyntax> pa, Optional<ExpressionSyntax> size)
      implements OfEvent {}

  /** {@code reference dropped pa}. */
  record Dropped(Span span, Optional<ExpressionSyntax> pa) implements OfEvent {}

  /** {@code iommu flush D ipa pages n}. */
  record IommuFlushed(Span span, NameSyntax domain, ExpressionSyntax ipa, ExpressionSyntax pages)
      implements OfEvent {}

  /** {@code monitor paused} and its like. */
  record Monitored(Span span, boolean vcpuPaused) implements OfEvent {}

  /**
   * An event without details.
   *
   * @param kind its words, one space between
   */
  record OfKind(Span span, String kind) implements OfEvent {}
}
