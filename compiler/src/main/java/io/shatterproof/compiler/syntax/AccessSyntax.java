package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code read vm address size 8 register x1 from el0 -> verdict}.
 *
 * @param kind its word
 * @param of the domain or the regime, where said
 */
public record AccessSyntax(
    Span span,
    String kind,
    Optional<NameSyntax> of,
    ExpressionSyntax address,
    List<OptionSyntax> options,
    Optional<VerdictSyntax> verdict) {
  public AccessSyntax {
    options = List.copyOf(options);
  }

  /** How an access differs from a plain one. */
  public sealed interface OptionSyntax {
    Span span();
  }

  /** {@code size n}. */
  public record SizeSyntax(Span span, ExpressionSyntax bytes) implements OptionSyntax {}

  /** {@code register x1 signed acquire}. */
  public record RegisterSyntax(
      Span span, NameSyntax name, boolean isSignExtended, boolean isAcquireRelease)
      implements OptionSyntax {}

  /** {@code from el0}. */
  public record FromSyntax(Span span, NameSyntax level) implements OptionSyntax {}
}
