package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;

/** A constant expression. A long chain is a list, not a deep tree. */
public sealed interface ExpressionSyntax {

  Span span();

  /** An integer, unsigned 64 bits. */
  record IntegerSyntax(Span span, long value) implements ExpressionSyntax {}

  /** Something whose mistake has been told. */
  record Broken(Span span) implements ExpressionSyntax {}

  /** A word: a constant, a column, or a word of the language where one is expected. */
  record Reference(NameSyntax name) implements ExpressionSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** {@code a + b - c} or {@code a * b}, from left to right. */
  record Chain(Span span, ExpressionSyntax first, List<Link> links) implements ExpressionSyntax {
    public Chain {
      links = List.copyOf(links);
    }
  }

  /** An operator and what stands behind it. */
  record Link(Operator operator, ExpressionSyntax operand) {}

  /** {@code a << b}. */
  record Shift(Span span, ExpressionSyntax value, ExpressionSyntax distance)
      implements ExpressionSyntax {}

  /** An operator of a chain. */
  enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** The spelling. */
    public String sign() {
      return sign;
    }
  }
}
