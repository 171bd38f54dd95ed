package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.TlbiOptionSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.Optional;

/** Builds what a PE executes under bare tables. */
final class ArchitecturalBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final Options options = new Options();

  ArchitecturalBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  /**
   * The step.
   *
   * @param span with the words that name the PE
   */
  StatementSyntax build(
      P2mParser.ArchitecturalContext context, Span span, Optional<ExpressionSyntax> pe) {
    if (context instanceof P2mParser.StoreWordContext store) {
      return store(store, span, pe);
    }
    if (context instanceof P2mParser.TlbiContext tlbi) {
      return new StatementSyntax.TlbiSyntax(
          span,
          pe,
          spans.name(tlbi.name()),
          expressions.optional(tlbi.expression()),
          tlbi.tlbiOption().stream().map(options::visit).toList());
    }
    if (context instanceof P2mParser.DsbContext dsb) {
      return new StatementSyntax.DsbSyntax(span, pe, spans.name(dsb.name()));
    }
    if (context instanceof P2mParser.IsbContext) {
      return new StatementSyntax.IsbSyntax(span, pe);
    }
    if (context instanceof P2mParser.DcContext dc) {
      return new StatementSyntax.DcSyntax(
          span,
          pe,
          spans.name(dc.name(0)),
          spans.name(dc.name(1)),
          expressions.optional(dc.expression()));
    }
    if (context instanceof P2mParser.WriteRegisterContext write) {
      return new StatementSyntax.WriteRegisterSyntax(
          span, pe, spans.name(write.name()), expressions.build(write.expression()));
    }
    P2mParser.FreeContext free = (P2mParser.FreeContext) context;
    return new StatementSyntax.FreeSyntax(
        span,
        pe,
        spans.name(free.name()),
        expressions.optional(free.expression(0)),
        expressions.optional(free.expression(1)));
  }

  private StatementSyntax store(
      P2mParser.StoreWordContext context, Span span, Optional<ExpressionSyntax> pe) {
    return new StatementSyntax.StoreSyntax(
        span,
        pe,
        context.SWAP() != null,
        spans.name(context.name()),
        expressions.optional(context.expression()),
        word(context.newWord()),
        Optional.ofNullable(context.sameContents()).map(spans::of));
  }

  private StatementSyntax.NewWordSyntax word(P2mParser.NewWordContext context) {
    return new StatementSyntax.NewWordSyntax(
        spans.of(context),
        context.getStart().getText(),
        expressions.optional(context.expression()),
        expressions.optionalFields(context.fields()));
  }

  private final class Options extends P2mParserBaseVisitor<TlbiOptionSyntax> {
    @Override
    public TlbiOptionSyntax visitTlbiOperand(P2mParser.TlbiOperandContext context) {
      return new StatementSyntax.TlbiOperandSyntax(
          spans.of(context), expressions.build(context.expression()));
    }

    @Override
    public TlbiOptionSyntax visitTlbiLevel(P2mParser.TlbiLevelContext context) {
      return new StatementSyntax.TlbiLevelSyntax(
          spans.of(context), expressions.level(context.level()));
    }

    @Override
    public TlbiOptionSyntax visitTlbiGranule(P2mParser.TlbiGranuleContext context) {
      return new StatementSyntax.TlbiGranuleSyntax(
          spans.of(context), expressions.build(context.expression()));
    }

    @Override
    public TlbiOptionSyntax visitTlbiSize(P2mParser.TlbiSizeContext context) {
      return new StatementSyntax.TlbiSizeSyntax(
          spans.of(context), expressions.build(context.expression()));
    }

    @Override
    public TlbiOptionSyntax visitTlbiAsid(P2mParser.TlbiAsidContext context) {
      return new StatementSyntax.TlbiAsidSyntax(
          spans.of(context), expressions.build(context.expression()));
    }
  }
}
