package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;

/** What an operation returns. */
public sealed interface ClaimSyntax {

  Span span();

  /** {@code returns n}. */
  record Returns(Span span, ExpressionSyntax code) implements ClaimSyntax {}

  /** {@code fails with ENAME}. */
  record FailsWith(Span span, NameSyntax error) implements ClaimSyntax {}
}
