package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.VisibleText;
import java.util.Optional;

/**
 * A fact that explains a mistake.
 *
 * @param fact one line; ends before the place where there is one, such as {@code first given at}
 * @param where the place that it speaks of
 */
public record Note(String fact, Optional<Span> where) {
  public Note {
    fact = Sentence.of(fact);
  }

  /** A fact of no place. */
  public static Note of(String fact) {
    return new Note(fact, Optional.empty());
  }

  /** A fact that ends with a place. */
  public static Note at(String fact, Span where) {
    return new Note(fact, Optional.of(where));
  }

  /** As it is printed: {@code first given at a.p2m:3:5}. */
  public String text() {
    return where.map(span -> fact + " " + VisibleText.of(span.toString())).orElse(fact);
  }
}
