package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;

/**
 * A string.
 *
 * @param asWritten its characters with escapes resolved and braces as typed
 * @param pieces its characters with braces resolved, and the names between braces
 */
public record TextSyntax(Span span, String asWritten, List<Piece> pieces) {
  public TextSyntax {
    pieces = List.copyOf(pieces);
  }

  /** A part of a string. */
  public sealed interface Piece {}

  /** Characters that stand for themselves. */
  public record Literal(String characters) implements Piece {}

  /** A name between braces, to be replaced by its value. */
  public record Interpolated(NameSyntax name) implements Piece {}
}
