package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code change P is 0x9000_0000 { af 0 }} or {@code change vm to other}: what a twin has otherwise.
 *
 * @param to the other name, for a regime
 * @param value the other address or word, for an entry
 * @param fields other values of fields, for an entry
 */
public record ChangeSyntax(
    Span span,
    NameSyntax name,
    Optional<NameSyntax> to,
    Optional<ExpressionSyntax> value,
    List<FieldSyntax> fields) {
  public ChangeSyntax {
    fields = List.copyOf(fields);
  }
}
