package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What the rows of a {@code where} are made of: all combinations of the values of its columns.
 *
 * @param isPairwise whether only so many, that every two values of two columns meet
 * @param sample absent where it is not only some of them
 */
public record GeneratorSyntax(
    Span span, boolean isPairwise, Optional<SampleSyntax> sample, List<ColumnSyntax> columns) {
  public GeneratorSyntax {
    columns = List.copyOf(columns);
  }

  /** {@code sample COUNT seed SEED}. */
  public record SampleSyntax(ExpressionSyntax count, ExpressionSyntax seed) {}

  /**
   * {@code name in { members }}, or {@code name in all VOCABULARY}.
   *
   * @param vocabulary absent where members are named
   */
  public record ColumnSyntax(
      Span span, NameSyntax name, List<MemberSyntax> members, Optional<NameSyntax> vocabulary) {
    public ColumnSyntax {
      members = List.copyOf(members);
    }
  }

  /** {@code value}, or {@code first to last by step}. */
  public record MemberSyntax(
      Span span,
      ExpressionSyntax first,
      Optional<ExpressionSyntax> last,
      Optional<ExpressionSyntax> step) {}
}
