package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.PatternSyntax;
import io.shatterproof.compiler.syntax.PatternSyntax.DescriptorSyntax;
import io.shatterproof.event.EventKind;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;

/** Builds event patterns. */
final class PatternBuilder extends P2mParserBaseVisitor<PatternSyntax> {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  PatternBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  @Override
  public PatternSyntax visitStored(P2mParser.StoredContext context) {
    return new PatternSyntax.Stored(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        descriptor(context.descriptor()));
  }

  private DescriptorSyntax descriptor(P2mParser.DescriptorContext context) {
    return new DescriptorSyntax(
        spans.of(context),
        context.getStart().getText(),
        expressions.optional(context.expression()));
  }

  @Override
  public PatternSyntax visitFilled(P2mParser.FilledContext context) {
    return new PatternSyntax.Filled(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.build(context.expression(2)));
  }

  @Override
  public PatternSyntax visitInvalidated(P2mParser.InvalidatedContext context) {
    return new PatternSyntax.Invalidated(
        spans.of(context),
        spans.name(context.name(0)),
        spans.name(context.name(1)),
        expressions.optional(context.expression()));
  }

  @Override
  public PatternSyntax visitSynchronized(P2mParser.SynchronizedContext context) {
    return new PatternSyntax.Synchronized(spans.of(context), spans.name(context.name()));
  }

  @Override
  public PatternSyntax visitCleaned(P2mParser.CleanedContext context) {
    return new PatternSyntax.Cleaned(
        spans.of(context),
        context.cleanKind().getStart().getText(),
        expressions.optional(context.expression(0)),
        expressions.optional(context.expression(1)));
  }

  @Override
  public PatternSyntax visitDropped(P2mParser.DroppedContext context) {
    return new PatternSyntax.Dropped(spans.of(context), expressions.optional(context.expression()));
  }

  @Override
  public PatternSyntax visitIommuFlushed(P2mParser.IommuFlushedContext context) {
    return new PatternSyntax.IommuFlushed(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)));
  }

  @Override
  public PatternSyntax visitMonitored(P2mParser.MonitoredContext context) {
    return context.PAUSED() == null && context.RUNNING() == null
        ? new PatternSyntax.OfKind(spans.of(context), EventKind.MONITORED.word())
        : new PatternSyntax.Monitored(spans.of(context), context.PAUSED() != null);
  }

  @Override
  public PatternSyntax visitOfKind(P2mParser.OfKindContext context) {
    return new PatternSyntax.OfKind(spans.of(context), Spans.words(context.kindOfEvent()));
  }
}
