package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.PatternSyntax;
import io.shatterproof.compiler.syntax.PatternSyntax.Bound;
import io.shatterproof.compiler.syntax.PatternSyntax.DescriptorSyntax;
import io.shatterproof.event.EventKind;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;

/** Builds patterns of events. */
final class PatternBuilder extends P2mParserBaseVisitor<PatternSyntax.OfEvent> {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  PatternBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  PatternSyntax build(P2mParser.PatternContext context) {
    if (context instanceof P2mParser.EitherContext either) {
      return new PatternSyntax.Either(
          spans.of(context),
          either.alternative().stream().map(this::alternative).toList());
    }
    if (context instanceof P2mParser.RepeatedContext repeated) {
      Bound bound = repeated.EXACTLY() != null
          ? Bound.EXACTLY
          : repeated.MOST() != null ? Bound.AT_MOST : Bound.AT_LEAST;
      return new PatternSyntax.Repeated(
          spans.of(context),
          bound,
          expressions.build(repeated.expression()),
          visit(repeated.eventPattern()));
    }
    return visit(((P2mParser.OnceContext) context).eventPattern());
  }

  private PatternSyntax.Alternative alternative(P2mParser.AlternativeContext context) {
    return new PatternSyntax.Alternative(spans.of(context), build(context.pattern()));
  }

  /** Those that were read to their end. */
  List<PatternSyntax> build(List<P2mParser.PatternContext> contexts) {
    return DeclarationBuilder.readable(contexts).stream().map(this::build).toList();
  }

  @Override
  public PatternSyntax.OfEvent visitStored(P2mParser.StoredContext context) {
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
  public PatternSyntax.OfEvent visitFilled(P2mParser.FilledContext context) {
    return new PatternSyntax.Filled(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.build(context.expression(2)));
  }

  @Override
  public PatternSyntax.OfEvent visitInvalidated(P2mParser.InvalidatedContext context) {
    return new PatternSyntax.Invalidated(
        spans.of(context),
        spans.name(context.name(0)),
        spans.name(context.name(1)),
        expressions.optional(context.expression(0)),
        expressions.optional(context.expression(1)));
  }

  @Override
  public PatternSyntax.OfEvent visitSynchronized(P2mParser.SynchronizedContext context) {
    return new PatternSyntax.Synchronized(
        spans.of(context), spans.name(context.name()), context.STRONGER() != null);
  }

  @Override
  public PatternSyntax.OfEvent visitCleaned(P2mParser.CleanedContext context) {
    return new PatternSyntax.Cleaned(
        spans.of(context),
        context.cleanKind().getStart().getText(),
        expressions.optional(context.expression(0)),
        expressions.optional(context.expression(1)));
  }

  @Override
  public PatternSyntax.OfEvent visitDropped(P2mParser.DroppedContext context) {
    return new PatternSyntax.Dropped(spans.of(context), expressions.optional(context.expression()));
  }

  @Override
  public PatternSyntax.OfEvent visitIommuFlushed(P2mParser.IommuFlushedContext context) {
    return new PatternSyntax.IommuFlushed(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)));
  }

  @Override
  public PatternSyntax.OfEvent visitMonitored(P2mParser.MonitoredContext context) {
    return context.PAUSED() == null && context.RUNNING() == null
        ? new PatternSyntax.OfKind(spans.of(context), EventKind.MONITORED.word())
        : new PatternSyntax.Monitored(spans.of(context), context.PAUSED() != null);
  }

  @Override
  public PatternSyntax.OfEvent visitOfKind(P2mParser.OfKindContext context) {
    return new PatternSyntax.OfKind(spans.of(context), Spans.words(context.kindOfEvent()));
  }
}
