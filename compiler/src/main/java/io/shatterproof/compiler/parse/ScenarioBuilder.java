package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ClauseSyntax;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.TextSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;

/** Builds scenarios. */
final class ScenarioBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;
  private final PartBuilder parts;
  private final Diagnostics diagnostics;
  private final Clauses clauses = new Clauses();

  ScenarioBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    this.statements = new StatementBuilder(spans, expressions, diagnostics);
    this.parts = new PartBuilder(spans, expressions, statements);
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
        parts.build(context.part()));
  }

  DeclarationSyntax build(
      P2mParser.TwinContext context, Span span, String documentation, boolean isBroken) {
    TwinBuilder twin = new TwinBuilder(spans, expressions, statements, parts);
    DeclarationBuilder.readable(context.twinPart()).forEach(twin::add);
    return new DeclarationSyntax.TwinDeclaration(
        span,
        documentation,
        isBroken,
        TextBuilder.build(spans.of(context.original), diagnostics),
        TextBuilder.build(spans.of(context.title), diagnostics),
        twin.changes(),
        twin.edits(),
        twin.parts());
  }

  DeclarationSyntax build(
      P2mParser.TemplateContext context, Span span, String documentation, boolean isBroken) {
    TemplateBuilder template = new TemplateBuilder(statements, parts);
    template.add(context.templateBody());
    return new DeclarationSyntax.Template(
        span,
        documentation,
        isBroken,
        spans.name(context.name()),
        context.names() == null ? List.of() : spans.names(context.names()),
        template.statements(),
        template.parts());
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
    public ClauseSyntax visitWaive(P2mParser.WaiveContext context) {
      return new ClauseSyntax.Waive(spans.names(context.names()));
    }

    @Override
    public ClauseSyntax visitExpectedToFail(P2mParser.ExpectedToFailContext context) {
      TextSyntax until = TextBuilder.build(spans.of(context.STRING()), diagnostics);
      List<NameSyntax> profiles =
          context.names() == null ? List.of() : spans.names(context.names());
      return new ClauseSyntax.ExpectedToFail(spans.of(context), profiles, until);
    }

    @Override
    public ClauseSyntax visitSource(P2mParser.SourceContext context) {
      TextSyntax text = TextBuilder.build(spans.of(context.STRING()), diagnostics);
      return new ClauseSyntax.Source(spans.of(context), text);
    }
  }
}
