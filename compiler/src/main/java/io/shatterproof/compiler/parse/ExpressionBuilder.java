package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax.Link;
import io.shatterproof.compiler.syntax.ExpressionSyntax.Operator;
import io.shatterproof.compiler.syntax.FieldSyntax;
import io.shatterproof.compiler.syntax.FieldsSyntax;
import io.shatterproof.compiler.syntax.LevelSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds expressions. */
final class ExpressionBuilder {
  private final Spans spans;
  private final Diagnostics diagnostics;

  ExpressionBuilder(Spans spans, Diagnostics diagnostics) {
    this.spans = spans;
    this.diagnostics = diagnostics;
  }

  Optional<ExpressionSyntax> optional(P2mParser.@Nullable ExpressionContext context) {
    return context == null ? Optional.empty() : Optional.of(build(context));
  }

  LevelSyntax level(P2mParser.LevelContext context) {
    return new LevelSyntax(spans.of(context), context.MINUS() != null, build(context.expression()));
  }

  Optional<LevelSyntax> optionalLevel(P2mParser.@Nullable LevelContext context) {
    return context == null ? Optional.empty() : Optional.of(level(context));
  }

  FieldsSyntax fields(P2mParser.FieldsContext context) {
    return new FieldsSyntax(
        spans.of(context), context.field().stream().map(this::field).toList());
  }

  /** The fields; none where they were left out. */
  List<FieldSyntax> optionalFields(P2mParser.@Nullable FieldsContext context) {
    return context == null ? List.of() : fields(context).fields();
  }

  private FieldSyntax field(P2mParser.FieldContext context) {
    return new FieldSyntax(
        spans.of(context), fieldName(context.fieldName()), fieldValue(context.fieldValue()));
  }

  NameSyntax fieldName(P2mParser.FieldNameContext context) {
    return new NameSyntax(context.getText(), spans.of(context));
  }

  /** A number, or a word: {@code no} is one here, too. */
  ExpressionSyntax fieldValue(P2mParser.FieldValueContext context) {
    return context.NO() != null
        ? new ExpressionSyntax.Reference(new NameSyntax(context.getText(), spans.of(context)))
        : build(context.expression());
  }

  ExpressionSyntax build(P2mParser.ExpressionContext context) {
    int count = context.getChildCount();
    if (count == 1) { // nearly all are
      return atom(context, 0);
    }
    int shift = next(context, 0, count, P2mLexer.SHIFT, P2mLexer.SHIFT);
    if (shift == count) {
      return sum(context, 0, count);
    }
    if (count > 3) {
      diagnostics.report(Diagnostic.of(
              Code.SHIFT_WITHOUT_PARENTHESES,
              spans.of((TerminalNode) context.getChild(shift)),
              "what stands beside `<<` needs parentheses")
          .withHelp("write `(a + b) << c` or `a + (b << c)`"));
      return new ExpressionSyntax.Broken(spans.of(context));
    }
    return new ExpressionSyntax.Shift(spans.of(context), atom(context, 0), atom(context, 2));
  }

  /** The sum of the children from one to before another. */
  private ExpressionSyntax sum(P2mParser.ExpressionContext context, int from, int to) {
    int end = next(context, from, to, P2mLexer.PLUS, P2mLexer.MINUS);
    ExpressionSyntax first = product(context, from, end);
    if (end == to) {
      return first;
    }
    List<Link> links = new ArrayList<>();
    while (end < to) {
      int start = end + 1;
      Operator operator =
          type(context.getChild(end)) == P2mLexer.PLUS ? Operator.PLUS : Operator.MINUS;
      end = next(context, start, to, P2mLexer.PLUS, P2mLexer.MINUS);
      links.add(new Link(operator, product(context, start, end)));
    }
    return new ExpressionSyntax.Chain(span(context, from, to), first, links);
  }

  private ExpressionSyntax product(P2mParser.ExpressionContext context, int from, int to) {
    ExpressionSyntax first = atom(context, from);
    if (to == from + 1) {
      return first;
    }
    List<Link> links = new ArrayList<>();
    for (int i = from + 2; i < to; i += 2) {
      links.add(new Link(Operator.TIMES, atom(context, i)));
    }
    return new ExpressionSyntax.Chain(span(context, from, to), first, links);
  }

  private ExpressionSyntax atom(P2mParser.ExpressionContext context, int index) {
    return atom((P2mParser.AtomContext) context.getChild(index));
  }

  /** Index of the next operator of two kinds; {@code to} if there is none. */
  private static int next(P2mParser.ExpressionContext context, int from, int to, int one, int two) {
    for (int i = from + 1; i < to; i += 2) {
      int type = type(context.getChild(i));
      if (type == one || type == two) {
        return i;
      }
    }
    return to;
  }

  private static int type(ParseTree operator) {
    return ((TerminalNode) operator).getSymbol().getType();
  }

  private Span span(P2mParser.ExpressionContext context, int from, int to) {
    Span first = spans.of((P2mParser.AtomContext) context.getChild(from));
    return first.to(spans.of((P2mParser.AtomContext) context.getChild(to - 1)));
  }

  ExpressionSyntax atom(P2mParser.AtomContext context) {
    ParseTree first = context.getChild(0);
    if (first instanceof P2mParser.NameContext name) {
      return new ExpressionSyntax.Reference(spans.name(name));
    }
    return context.expression() == null ? number(context) : build(context.expression());
  }

  private ExpressionSyntax number(ParserRuleContext context) {
    IntegerLiteral literal = IntegerLiteral.parse(context.getStart().getText());
    if (literal.problem().isPresent()) {
      IntegerLiteral.Problem problem = literal.problem().get();
      diagnostics.report(Diagnostic.of(problem.code(), spans.of(context), problem.message())
          .withHelp(problem.help()));
      return new ExpressionSyntax.Broken(spans.of(context));
    }
    return new ExpressionSyntax.IntegerSyntax(spans.of(context), literal.value());
  }
}
