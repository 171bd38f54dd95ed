package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.ObserverSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.SightSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.StretchSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Optional;

/** Builds what others see while steps are done. */
final class ObserverBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final AccessBuilder accesses;
  private final VerdictBuilder verdicts;
  private final Stretches stretches = new Stretches();

  ObserverBuilder(
      Spans spans, ExpressionBuilder expressions, AccessBuilder accesses, VerdictBuilder verdicts) {
    this.spans = spans;
    this.expressions = expressions;
    this.accesses = accesses;
    this.verdicts = verdicts;
  }

  MeanwhileSyntax build(P2mParser.MeanwhileContext context) {
    return new MeanwhileSyntax(
        spans.of(context),
        spans.of(context.MEANWHILE()),
        observers(context.observers().observer()));
  }

  MeanwhileSyntax build(P2mParser.SeenContext context) {
    List<P2mParser.ObserverContext> observers = context.observers() == null
        ? List.of(context.observer())
        : context.observers().observer();
    return new MeanwhileSyntax(
        spans.of(context), spans.of(context.MEANWHILE()), observers(observers));
  }

  private List<ObserverSyntax> observers(List<P2mParser.ObserverContext> contexts) {
    return DeclarationBuilder.readable(contexts).stream().map(this::observer).toList();
  }

  private ObserverSyntax observer(P2mParser.ObserverContext context) {
    return new ObserverSyntax(
        spans.of(context),
        context.IOMMU() == null ? spans.of(context.expression()) : spans.of(context.IOMMU()),
        Optional.ofNullable(context.expression()).map(expressions::build),
        accesses.build(context.observed()),
        context.sight().stream().map(this::sight).toList());
  }

  SightSyntax sight(P2mParser.SightContext context) {
    Optional<StretchSyntax> stretch = Optional.ofNullable(context.stretch()).map(stretches::visit);
    if (context.SEES() != null) {
      return new SightSyntax.Sees(
          spans.of(context),
          stretch,
          context.EXACTLY() != null,
          verdicts.members(context.outcomeSet()));
    }
    return new SightSyntax.NeverAfter(
        spans.of(context),
        stretch,
        verdicts.outcome(context.outcome(0)),
        verdicts.outcome(context.outcome(1)));
  }

  private final class Stretches extends P2mParserBaseVisitor<StretchSyntax> {
    @Override
    public StretchSyntax visitStretchBefore(P2mParser.StretchBeforeContext context) {
      return new StretchSyntax(
          spans.of(context), Optional.empty(), false, spans.optionalName(context.name()));
    }

    @Override
    public StretchSyntax visitStretchTo(P2mParser.StretchToContext context) {
      return new StretchSyntax(
          spans.of(context), Optional.empty(), false, spans.optionalName(context.name()));
    }

    @Override
    public StretchSyntax visitStretchFrom(P2mParser.StretchFromContext context) {
      return new StretchSyntax(
          spans.of(context),
          Optional.of(spans.name(context.originName())),
          false,
          spans.optionalName(context.name()));
    }

    @Override
    public StretchSyntax visitStretchAfter(P2mParser.StretchAfterContext context) {
      return new StretchSyntax(
          spans.of(context),
          spans.optionalName(context.name(0)),
          true,
          spans.optionalName(context.name(1)));
    }
  }
}
