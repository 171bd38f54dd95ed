package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ClaimSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** Builds the statements of blocks. */
final class StatementBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final StepBuilder steps;
  private final PeStatementBuilder peStatements;
  private final ExpectationBuilder expectations;
  private final ObserverBuilder observers;

  StatementBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    VerdictBuilder verdicts = new VerdictBuilder(spans, expressions, diagnostics);
    AccessBuilder accesses = new AccessBuilder(spans, expressions, verdicts);
    ArchitecturalBuilder architecturals = new ArchitecturalBuilder(spans, expressions);
    this.steps = new StepBuilder(spans, expressions, accesses, architecturals, this::block);
    this.peStatements = new PeStatementBuilder(spans, expressions, accesses, architecturals);
    this.observers = new ObserverBuilder(spans, expressions, accesses, verdicts);
    this.expectations = new ExpectationBuilder(spans, expressions);
  }

  /** The statements of a block; a claim behind a step becomes a part of it. */
  List<StatementSyntax> block(P2mParser.BlockContext context) {
    List<StatementSyntax> statements = new ArrayList<>();
    boolean isBehindBroken = false;
    for (P2mParser.StatementContext statement : context.statement()) {
      boolean isClaim = statement.unlabelled() != null && statement.unlabelled().claim() != null;
      if (statement.exception == null && !(isClaim && isBehindBroken)) {
        add(statements, build(statement));
      }
      isBehindBroken = statement.exception != null;
    }
    return statements;
  }

  /** The statements of a {@code then}. */
  List<StatementSyntax> block(P2mParser.ExpectationsContext context) {
    List<StatementSyntax> statements = new ArrayList<>();
    boolean isBehindBroken = false;
    int end = context.getStart().getTokenIndex(); // of what was built
    for (ParseTree child : context.children) {
      if (child.getSourceInterval().a > end + 1) {
        dropIfCutShort(statements); // something was skipped in between
      }
      if (child instanceof P2mParser.UnlabelledContext broken
          && broken.exception != null
          && broken.getStart().getType() == P2mLexer.STAGE1) {
        dropIfCutShort(statements); // it was meant to belong to the access
      }
      end = child.getSourceInterval().b;
      if (child instanceof P2mParser.UnlabelledContext statement) {
        if (statement.exception == null && !(statement.claim() != null && isBehindBroken)) {
          add(statements, build(statement));
        }
        isBehindBroken = statement.exception != null;
      } else if (child instanceof P2mParser.SeenContext seen && seen.exception == null) {
        statements.add(observers.build(seen));
        isBehindBroken = false;
      }
    }
    return statements;
  }

  /** An access ends where a mistake begins: its outcome stands behind that, and was not read. */
  private static void dropIfCutShort(List<StatementSyntax> statements) {
    int last = statements.size() - 1;
    if (last >= 0
        && statements.get(last) instanceof StatementSyntax.GuestAccessSyntax access
        && access.access().verdict().isEmpty()) {
      statements.remove(last);
    }
  }

  /** What others see. */
  MeanwhileSyntax meanwhile(P2mParser.MeanwhileContext context) {
    return observers.build(context);
  }

  /** What one of them sees in a stretch. */
  MeanwhileSyntax.SightSyntax sight(P2mParser.SightContext context) {
    return observers.sight(context);
  }

  /** Adds a statement; a claim behind a step becomes a part of it. */
  static void add(List<StatementSyntax> statements, StatementSyntax statement) {
    int last = statements.size() - 1;
    Optional<StatementSyntax> claiming = Optional.empty();
    if (last >= 0 && statement instanceof StatementSyntax.ReturnedSyntax returned) {
      claiming = claiming(statements.get(last), returned.claim());
    }
    if (claiming.isPresent()) {
      statements.set(last, claiming.get());
    } else {
      statements.add(statement);
    }
  }

  /** The statement with a claim, where it can have one and has none yet. */
  private static Optional<StatementSyntax> claiming(StatementSyntax statement, ClaimSyntax claim) {
    if (statement instanceof StatementSyntax.LabelledSyntax labelled) {
      return claiming(labelled.step(), claim)
          .map(step -> new StatementSyntax.LabelledSyntax(
              labelled.span().to(step.span()), labelled.label(), step));
    }
    return statement instanceof StatementSyntax.Claiming step && step.claim().isEmpty()
        ? Optional.of(step.withClaim(claim))
        : Optional.empty();
  }

  /** A statement that was read to its end. */
  StatementSyntax build(P2mParser.StatementContext context) {
    return context.label() != null
        ? labelled(spans.of(context), context.label(), step(context.step(), context.onPe()))
        : build(context.unlabelled());
  }

  /** A statement of a template that was read to its end. */
  StatementSyntax build(P2mParser.TemplateStatementContext context) {
    if (context.label() != null) {
      return labelled(spans.of(context), context.label(), step(context.step(), context.onPe()));
    }
    if (context.expectation() != null) {
      return expectations.visit(context.expectation());
    }
    if (context.claim() != null) {
      return new StatementSyntax.ReturnedSyntax(spans.of(context), claim(context.claim()));
    }
    return context.meanwhile() != null
        ? observers.build(context.meanwhile())
        : step(context.step(), context.onPe());
  }

  private StatementSyntax labelled(Span span, P2mParser.LabelContext label, StatementSyntax step) {
    return new StatementSyntax.LabelledSyntax(span, spans.name(label.labelName()), step);
  }

  private StatementSyntax step(P2mParser.@Nullable StepContext step, P2mParser.OnPeContext onPe) {
    return step != null ? steps.visit(step) : peStatements.build(onPe);
  }

  /** A statement without a label that was read to its end. */
  StatementSyntax build(P2mParser.UnlabelledContext context) {
    if (context.step() != null) {
      return steps.visit(context.step());
    }
    if (context.onPe() != null) {
      return peStatements.build(context.onPe());
    }
    if (context.expectation() != null) {
      return expectations.visit(context.expectation());
    }
    return context.use() != null
        ? use(context.use())
        : new StatementSyntax.ReturnedSyntax(spans.of(context), claim(context.claim()));
  }

  /** A use of a template. */
  StatementSyntax use(P2mParser.UseContext context) {
    return new StatementSyntax.UseSyntax(
        spans.of(context),
        spans.name(context.name()),
        context.argument().stream()
            .map(argument -> expressions.build(argument.expression()))
            .toList());
  }

  private ClaimSyntax claim(P2mParser.ClaimContext context) {
    if (context instanceof P2mParser.ReturnsCodeContext returns) {
      return new ClaimSyntax.Returns(spans.of(context), expressions.build(returns.expression()));
    }
    P2mParser.FailsWithErrorContext fails = (P2mParser.FailsWithErrorContext) context;
    return new ClaimSyntax.FailsWith(spans.of(context), spans.name(fails.name()));
  }
}
