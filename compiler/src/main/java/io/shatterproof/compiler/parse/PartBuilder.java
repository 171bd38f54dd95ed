package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds the parts of scenarios and twins. */
final class PartBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;
  private final Parts parts = new Parts();

  PartBuilder(Spans spans, ExpressionBuilder expressions, StatementBuilder statements) {
    this.spans = spans;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** The parts that were read to their end. */
  List<PartSyntax> build(List<P2mParser.PartContext> contexts) {
    List<PartSyntax> result = new ArrayList<>();
    boolean isBehindBroken = false;
    for (P2mParser.PartContext context : contexts) {
      boolean isBroken = context.exception != null;
      boolean mayBelongToBroken = isBehindBroken && context.meanwhile() != null;
      if (!isBroken && !mayBelongToBroken) {
        add(result, context);
      }
      isBehindBroken = isBroken;
    }
    return result;
  }

  /** Adds a part; what others see belongs to the steps, where these are the last part so far. */
  void add(List<PartSyntax> result, P2mParser.PartContext context) {
    int last = result.size() - 1;
    if (context.meanwhile() != null
        && last >= 0
        && result.get(last) instanceof PartSyntax.When when
        && when.meanwhile().isEmpty()) {
      result.set(last, observed(when, Optional.of(statements.meanwhile(context.meanwhile()))));
    } else {
      result.add(parts.visit(context));
    }
  }

  /** Steps with what others see of them. */
  static PartSyntax.When observed(PartSyntax.When when, Optional<MeanwhileSyntax> meanwhile) {
    return new PartSyntax.When(when.span(), when.pe(), when.statements(), when.others(), meanwhile);
  }

  /** A part of a template, if it was read to its end. */
  Optional<PartSyntax> part(P2mParser.TemplatePartContext context) {
    for (ParseTree child : context.children) {
      if (child instanceof ParserRuleContext part && part.exception == null) {
        return Optional.of(parts.visit(part));
      }
    }
    return Optional.empty();
  }

  private final class Parts extends P2mParserBaseVisitor<PartSyntax> {
    @Override
    public PartSyntax visitWhere(P2mParser.WhereContext context) {
      return new PartSyntax.Where(
          spans.of(context.WHERE()),
          context.row().stream().map(this::row).toList(),
          Optional.ofNullable(context.generator())
              .map(generator -> new GeneratorBuilder(spans, expressions).visit(generator)));
    }

    private PartSyntax.RowSyntax row(P2mParser.RowContext context) {
      return new PartSyntax.RowSyntax(
          spans.of(context),
          context.cell().stream().map(cell -> expressions.atom(cell.atom())).toList());
    }

    @Override
    public PartSyntax visitGiven(P2mParser.GivenContext context) {
      return new PartSyntax.Given(spans.of(context.GIVEN()), statements.block(context.block()));
    }

    @Override
    public PartSyntax visitWhen(P2mParser.WhenContext context) {
      return new PartSyntax.When(
          spans.of(context.WHEN()),
          expressions.build(context.expression()),
          statements.block(context.block()),
          context.other().stream().map(this::other).toList(),
          Optional.empty());
    }

    private PartSyntax.BodySyntax other(P2mParser.OtherContext context) {
      return new PartSyntax.BodySyntax(
          spans.of(context.AND()),
          expressions.build(context.expression()),
          statements.block(context.block()));
    }

    @Override
    public PartSyntax visitThen(P2mParser.ThenContext context) {
      List<NameSyntax> profiles =
          context.names() == null ? List.of() : spans.names(context.names());
      return new PartSyntax.Then(
          spans.of(context.THEN()), profiles, statements.block(context.expectations()));
    }

    @Override
    public PartSyntax visitMeanwhile(P2mParser.MeanwhileContext context) {
      return stray(statements.meanwhile(context));
    }

    @Override
    public PartSyntax visitUnlabelled(P2mParser.UnlabelledContext context) {
      return stray(statements.build(context));
    }

    private PartSyntax stray(StatementSyntax statement) {
      return new PartSyntax.Stray(statement.span(), statement);
    }
  }
}
