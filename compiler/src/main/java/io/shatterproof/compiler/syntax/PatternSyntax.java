package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/** A pattern for one event. */
public sealed interface PatternSyntax {

  Span span();

  /** {@code store D level n of ipa := descriptor}. */
  record Stored(
      Span span,
      NameSyntax domain,
      ExpressionSyntax level,
      ExpressionSyntax ipa,
      DescriptorSyntax descriptor)
      implements PatternSyntax {}

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
      implements PatternSyntax {}

  /** {@code tlbi OP D ipa}. */
  record Invalidated(
      Span span, NameSyntax operation, NameSyntax domain, Optional<ExpressionSyntax> ipa)
      implements PatternSyntax {}

  /** {@code dsb OPTION}. */
  record Synchronized(Span span, NameSyntax option) implements PatternSyntax {}

  /**
   * {@code clean entry} and its like.
   *
   * @param kind its second word
   */
  record Cleaned(
      Span span, String kind, Optional<ExpressionSyntax> pa, Optional<ExpressionSyntax> size)
      implements PatternSyntax {}

  /** {@code reference dropped pa}. */
  record Dropped(Span span, Optional<ExpressionSyntax> pa) implements PatternSyntax {}

  /** {@code iommu flush D ipa pages n}. */
  record IommuFlushed(Span span, NameSyntax domain, ExpressionSyntax ipa, ExpressionSyntax pages)
      implements PatternSyntax {}

  /** {@code monitor paused} and its like. */
  record Monitored(Span span, boolean vcpuPaused) implements PatternSyntax {}

  /**
   * An event without details.
   *
   * @param kind its words, one space between
   */
  record OfKind(Span span, String kind) implements PatternSyntax {}
}
