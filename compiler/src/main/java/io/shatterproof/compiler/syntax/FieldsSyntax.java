package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;

/** {@code { name value ... }}. */
public record FieldsSyntax(Span span, List<FieldSyntax> fields) {
  public FieldsSyntax {
    fields = List.copyOf(fields);
  }
}
