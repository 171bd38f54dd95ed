package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ChangeSyntax;
import io.shatterproof.compiler.syntax.ClauseSyntax;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.EditSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.TextSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds scenarios. */
final class ScenarioBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;
  private final Diagnostics diagnostics;
  private final Clauses clauses = new Clauses();
  private final Parts parts = new Parts();
  private final Edits editing = new Edits();

  ScenarioBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    this.statements = new StatementBuilder(spans, expressions, diagnostics);
    this.diagnostics = diagnostics;
  }

  DeclarationSyntax build(
      P2mParser.ScenarioContext context, Span span, String documentation, boolean isBroken) {
    TextSyntax title = TextBuilder.build(spans.of(context.STRING()), diagnostics);
    return new DeclarationSyntax.ScenarioDeclaration(
        span,
        documentation,
        isBroken,
        title,
        tags(context),
        DeclarationBuilder.readable(context.clause()).stream()
            .map(clauses::visit)
            .toList(),
        DeclarationBuilder.readable(context.part()).stream().map(parts::visit).toList());
  }

  DeclarationSyntax build(
      P2mParser.TwinContext context, Span span, String documentation, boolean isBroken) {
    List<P2mParser.TwinPartContext> twinParts = DeclarationBuilder.readable(context.twinPart());
    return new DeclarationSyntax.TwinDeclaration(
        span,
        documentation,
        isBroken,
        TextBuilder.build(spans.of(context.original), diagnostics),
        TextBuilder.build(spans.of(context.title), diagnostics),
        twinParts.stream()
            .filter(part -> part.change() != null && part.change().exception == null)
            .map(part -> change(part.change()))
            .toList(),
        edits(twinParts),
        twinParts.stream()
            .filter(part -> part.part() != null)
            .map(P2mParser.TwinPartContext::part)
            .filter(part -> !DeclarationBuilder.readable(List.of(part)).isEmpty())
            .map(parts::visit)
            .filter(part -> !isViolation(part))
            .toList());
  }

  private static boolean isViolation(PartSyntax part) {
    return part instanceof PartSyntax.Stray stray
        && (stray.statement() instanceof StatementSyntax.ViolationSyntax
            || stray.statement() instanceof StatementSyntax.NoViolationSyntax);
  }

  private List<EditSyntax> edits(List<P2mParser.TwinPartContext> twinParts) {
    List<EditSyntax> edits = new ArrayList<>();
    for (P2mParser.TwinPartContext twinPart : twinParts) {
      if (twinPart.edit() != null && twinPart.edit().exception == null) {
        edits.add(editing.visit(twinPart.edit()));
      }
      if (twinPart.part() != null
          && !DeclarationBuilder.readable(List.of(twinPart.part())).isEmpty()) {
        PartSyntax part = parts.visit(twinPart.part());
        if (isViolation(part)) {
          StatementSyntax expectation = ((PartSyntax.Stray) part).statement();
          edits.add(new EditSyntax.OtherViolation(expectation.span(), expectation));
        }
      }
    }
    return edits;
  }

  private ChangeSyntax change(P2mParser.ChangeContext context) {
    return new ChangeSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        spans.optionalName(context.name(1)),
        expressions.optional(context.expression()),
        expressions.optionalFields(context.fields()));
  }

  private List<NameSyntax> tags(P2mParser.ScenarioContext context) {
    boolean isTagged = context.tags() != null && context.tags().names() != null;
    return isTagged ? spans.names(context.tags().names()) : List.of();
  }

  private final class Clauses extends P2mParserBaseVisitor<ClauseSyntax> {
    @Override
    public ClauseSyntax visitKills(P2mParser.KillsContext context) {
      return new ClauseSyntax.Kills(spans.names(context.names()));
    }

    @Override
    public ClauseSyntax visitFailsOn(P2mParser.FailsOnContext context) {
      return new ClauseSyntax.FailsOn(
          spans.of(context),
          spans.name(context.name()),
          context.failure().stream().map(this::failure).toList());
    }

    private ClauseSyntax.FailureSyntax failure(P2mParser.FailureContext context) {
      return new ClauseSyntax.FailureSyntax(
          spans.name(context.name()), expressions.optional(context.expression()));
    }

    @Override
    public ClauseSyntax visitSource(P2mParser.SourceContext context) {
      TextSyntax text = TextBuilder.build(spans.of(context.STRING()), diagnostics);
      return new ClauseSyntax.Source(spans.of(context), text);
    }
  }

  private final class Parts extends P2mParserBaseVisitor<PartSyntax> {
    @Override
    public PartSyntax visitWhere(P2mParser.WhereContext context) {
      return new PartSyntax.Where(
          spans.of(context.WHERE()), context.row().stream().map(this::row).toList());
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
          DeclarationBuilder.readable(context.other()).stream().map(this::other).toList(),
          meanwhile(context.meanwhile()));
    }

    private PartSyntax.BodySyntax other(P2mParser.OtherContext context) {
      return new PartSyntax.BodySyntax(
          spans.of(context.AND()),
          expressions.build(context.expression()),
          statements.block(context.block()));
    }

    private Optional<MeanwhileSyntax> meanwhile(P2mParser.@Nullable MeanwhileContext context) {
      return context == null || context.exception != null
          ? Optional.empty()
          : Optional.of(statements.meanwhile(context));
    }

    @Override
    public PartSyntax visitThen(P2mParser.ThenContext context) {
      List<NameSyntax> profiles =
          context.names() == null ? List.of() : spans.names(context.names());
      return new PartSyntax.Then(spans.of(context.THEN()), profiles, statements.block(context.expectations()));
    }

    @Override
    public PartSyntax visitStatement(P2mParser.StatementContext context) {
      StatementSyntax statement = statements.build(context);
      return new PartSyntax.Stray(statement.span(), statement);
    }
  }

  private final class Edits extends P2mParserBaseVisitor<EditSyntax> {
    @Override
    public EditSyntax visitInsert(P2mParser.InsertContext context) {
      return new EditSyntax.Insert(
          spans.of(context),
          context.AFTER() != null,
          spans.name(context.name()),
          statements.block(context.block()));
    }

    @Override
    public EditSyntax visitRemove(P2mParser.RemoveContext context) {
      return new EditSyntax.Remove(spans.of(context), spans.name(context.name()));
    }

    @Override
    public EditSyntax visitReplace(P2mParser.ReplaceContext context) {
      return new EditSyntax.Replace(
          spans.of(context), spans.name(context.name()), statements.block(context.block()));
    }

    @Override
    public EditSyntax visitOtherObservers(P2mParser.OtherObserversContext context) {
      return new EditSyntax.OtherObservers(
          spans.of(context), statements.meanwhile(context.meanwhile()));
    }

    @Override
    public EditSyntax visitOtherSight(P2mParser.OtherSightContext context) {
      return new EditSyntax.OtherSight(spans.of(context), statements.sight(context.sight()));
    }
  }
}
