package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/** How something is to be mapped. */
public sealed interface AttributesSyntax {

  Span span();

  /** {@code as TYPE access A}. */
  record Typed(Span span, NameSyntax type, Optional<NameSyntax> access)
      implements AttributesSyntax {}

  /** {@code perm P mem M}. */
  record Neutral(Span span, NameSyntax permissions, NameSyntax memory)
      implements AttributesSyntax {}
}
