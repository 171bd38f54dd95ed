package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax.Link;
import io.shatterproof.compiler.syntax.ExpressionSyntax.Operator;
import io.shatterproof.compiler.syntax.FieldSyntax;
import io.shatterproof.compiler.syntax.FieldsSyntax;
import io.shatterproof.compiler.syntax.LevelSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
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
    if (context.SHIFT().isEmpty()) {
      return sum(context.sum(0));
    }
    TerminalNode shift = context.SHIFT(0);
    boolean isClear =
        context.SHIFT().size() == 1 && isAtom(context.sum(0)) && isAtom(context.sum(1));
    if (!isClear) {
      diagnostics.report(Diagnostic.of(
              Code.SHIFT_WITHOUT_PARENTHESES,
              spans.of(shift),
              "what stands beside `<<` needs parentheses")
          .withHelp("write `(a + b) << c` or `a + (b << c)`"));
      return new ExpressionSyntax.Broken(spans.of(context));
    }
    return new ExpressionSyntax.Shift(spans.of(context), sum(context.sum(0)), sum(context.sum(1)));
  }

  private static boolean isAtom(P2mParser.SumContext sum) {
    return sum.product().size() == 1 && sum.product(0).atom().size() == 1;
  }

  private ExpressionSyntax sum(P2mParser.SumContext context) {
    if (context.product().size() == 1) {
      return product(context.product(0));
    }
    List<Link> links = new ArrayList<>();
    for (int i = 1; i < context.getChildCount(); i += 2) {
      boolean isPlus = context.getChild(i).getText().equals("+");
      links.add(new Link(isPlus ? Operator.PLUS : Operator.MINUS, product((P2mParser.ProductContext)
          context.getChild(i + 1))));
    }
    return new ExpressionSyntax.Chain(spans.of(context), product(context.product(0)), links);
  }

  private ExpressionSyntax product(P2mParser.ProductContext context) {
    List<P2mParser.AtomContext> atoms = context.atom();
    if (atoms.size() == 1) {
      return atom(atoms.get(0));
    }
    List<Link> links = new ArrayList<>();
    atoms.stream().skip(1).forEach(atom -> links.add(new Link(Operator.TIMES, atom(atom))));
    return new ExpressionSyntax.Chain(spans.of(context), atom(atoms.get(0)), links);
  }

  ExpressionSyntax atom(P2mParser.AtomContext context) {
    if (context instanceof P2mParser.NumberContext number) {
      return number(number);
    }
    if (context instanceof P2mParser.ReferenceContext reference) {
      return new ExpressionSyntax.Reference(spans.name(reference.name()));
    }
    return build(((P2mParser.ParenthesisedContext) context).expression());
  }

  private ExpressionSyntax number(ParserRuleContext context) {
    IntegerLiteral literal = IntegerLiteral.parse(context.getText());
    if (literal.problem().isPresent()) {
      IntegerLiteral.Problem problem = literal.problem().get();
      diagnostics.report(Diagnostic.of(problem.code(), spans.of(context), problem.message())
          .withHelp(problem.help()));
      return new ExpressionSyntax.Broken(spans.of(context));
    }
    return new ExpressionSyntax.IntegerSyntax(spans.of(context), literal.value());
  }
}
