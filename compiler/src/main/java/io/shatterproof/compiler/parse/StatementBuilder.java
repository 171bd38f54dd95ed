package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.syntax.ClaimSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;

/** Builds the statements of blocks. */
final class StatementBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final StepBuilder steps;
  private final PeStatementBuilder peStatements;
  private final ExpectationBuilder expectations;

  StatementBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    AccessBuilder accesses = new AccessBuilder(spans, expressions, diagnostics);
    this.steps = new StepBuilder(spans, expressions, accesses, this::block);
    this.peStatements = new PeStatementBuilder(spans, expressions, accesses);
    this.expectations = new ExpectationBuilder(spans, expressions);
  }

  /** The statements of a block; a claim behind a step becomes a part of it. */
  List<StatementSyntax> block(P2mParser.BlockContext context) {
    List<StatementSyntax> statements = new ArrayList<>();
    boolean isBehindBroken = false;
    for (P2mParser.StatementContext statement : context.statement()) {
      boolean isClaim = statement.claim() != null;
      if (statement.exception == null && !(isClaim && isBehindBroken)) {
        add(statements, build(statement));
      }
      isBehindBroken = statement.exception != null;
    }
    return statements;
  }

  private static void add(List<StatementSyntax> statements, StatementSyntax statement) {
    int last = statements.size() - 1;
    if (last >= 0
        && statement instanceof StatementSyntax.ReturnedSyntax returned
        && statements.get(last) instanceof StatementSyntax.Claiming step
        && step.claim().isEmpty()) {
      statements.set(last, step.withClaim(returned.claim()));
    } else {
      statements.add(statement);
    }
  }

  /** A statement that was read to its end. */
  StatementSyntax build(P2mParser.StatementContext context) {
    if (context.step() != null) {
      return steps.visit(context.step());
    }
    if (context.onPe() != null) {
      return peStatements.build(context.onPe());
    }
    if (context.expectation() != null) {
      return expectations.visit(context.expectation());
    }
    return new StatementSyntax.ReturnedSyntax(spans.of(context), claim(context.claim()));
  }

  private ClaimSyntax claim(P2mParser.ClaimContext context) {
    if (context instanceof P2mParser.ReturnsCodeContext returns) {
      return new ClaimSyntax.Returns(spans.of(context), expressions.build(returns.expression()));
    }
    P2mParser.FailsWithErrorContext fails = (P2mParser.FailsWithErrorContext) context;
    return new ClaimSyntax.FailsWith(spans.of(context), spans.name(fails.name()));
  }
}
