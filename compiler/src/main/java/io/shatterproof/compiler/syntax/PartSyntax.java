package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A part of a scenario. */
public sealed interface PartSyntax {

  /** Its keyword, or the whole of a statement. */
  Span span();

  /**
   * {@code where} and its table, the first row of which names the columns, or what rows are made of.
   *
   * @param generator absent where there is a table
   */
  record Where(Span span, List<RowSyntax> rows, Optional<GeneratorSyntax> generator)
      implements PartSyntax {
    public Where {
      rows = List.copyOf(rows);
    }
  }

  /** A row of a table. */
  record RowSyntax(Span span, List<ExpressionSyntax> cells) {
    public RowSyntax {
      cells = List.copyOf(cells);
    }
  }

  /** {@code given { ... }}. */
  record Given(Span span, List<StatementSyntax> statements) implements PartSyntax {
    public Given {
      statements = List.copyOf(statements);
    }
  }

  /**
   * {@code when pe N { ... } and pe M { ... } meanwhile { ... }}.
   *
   * @param others what other PEs do at the same time
   */
  record When(
      Span span,
      ExpressionSyntax pe,
      List<StatementSyntax> statements,
      List<BodySyntax> others,
      Optional<MeanwhileSyntax> meanwhile)
      implements PartSyntax {
    public When {
      statements = List.copyOf(statements);
      others = List.copyOf(others);
    }
  }

  /**
   * {@code and pe M { ... }}.
   *
   * @param span its keyword
   */
  record BodySyntax(Span span, ExpressionSyntax pe, List<StatementSyntax> statements) {
    public BodySyntax {
      statements = List.copyOf(statements);
    }
  }

  /** {@code then on PROFILES { ... }}; without profiles for the scope architecture. */
  record Then(Span span, List<NameSyntax> profiles, List<StatementSyntax> statements)
      implements PartSyntax {
    public Then {
      profiles = List.copyOf(profiles);
      statements = List.copyOf(statements);
    }
  }

  /** A statement that stands in no part. */
  record Stray(Span span, StatementSyntax statement) implements PartSyntax {}
}
