package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;

/** What a twin does to the steps, the observers or the violations of its original. */
public sealed interface EditSyntax {

  Span span();

  /** {@code insert before L { ... }} or {@code insert after L { ... }}. */
  record Insert(Span span, boolean isAfter, NameSyntax label, List<StatementSyntax> statements)
      implements EditSyntax {
    public Insert {
      statements = List.copyOf(statements);
    }
  }

  /** {@code remove L}. */
  record Remove(Span span, NameSyntax label) implements EditSyntax {}

  /** {@code replace L { ... }}. */
  record Replace(Span span, NameSyntax label, List<StatementSyntax> statements)
      implements EditSyntax {
    public Replace {
      statements = List.copyOf(statements);
    }
  }

  /** {@code meanwhile { ... }}: other observers. */
  record OtherObservers(Span span, MeanwhileSyntax meanwhile) implements EditSyntax {}

  /** {@code after make sees only { ... }}: what is seen in that stretch instead. */
  record OtherSight(Span span, MeanwhileSyntax.SightSyntax sight) implements EditSyntax {}

  /**
   * {@code violation NAME} or {@code no violation} instead of those of the original.
   *
   * @param expectation one of these two
   */
  record OtherViolation(Span span, StatementSyntax expectation) implements EditSyntax {}
}
