package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;

/** How something is to be mapped. */
public sealed interface AttributesSyntax {

  Span span();

  /** {@code as TYPE}. */
  record Typed(Span span, NameSyntax type) implements AttributesSyntax {}

  /** {@code perm P mem M}. */
  record Neutral(Span span, NameSyntax permissions, NameSyntax memory)
      implements AttributesSyntax {}
}
