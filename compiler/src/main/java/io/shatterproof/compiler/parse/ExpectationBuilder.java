package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.PatternSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.CountSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.FigureSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.Matching;
import io.shatterproof.event.EventKind;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds expectations, except for guest accesses. */
final class ExpectationBuilder extends P2mParserBaseVisitor<StatementSyntax> {
  private static final String DEFAULT = "default";

  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final PatternBuilder patterns;

  ExpectationBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
    this.patterns = new PatternBuilder(spans, expressions);
  }

  @Override
  public StatementSyntax visitLookup(P2mParser.LookupContext context) {
    if (context.hole() != null) {
      return new StatementSyntax.LookupHoleSyntax(
          spans.of(context),
          spans.name(context.name()),
          expressions.build(context.expression()),
          expressions.optional(context.hole().expression()));
    }
    P2mParser.MappingContext mapping = context.mapping();
    Optional<P2mParser.NameContext> permissions = mapping.name().stream()
        .filter(n -> n != mapping.type && n != mapping.access)
        .findFirst();
    return new StatementSyntax.LookupSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression()),
        expressions.optional(mapping.place().expression()),
        permissions.map(spans::name),
        spans.optionalName(mapping.type),
        spans.optionalName(mapping.access),
        expressions.optional(mapping.order));
  }

  @Override
  public StatementSyntax visitRestriction(P2mParser.RestrictionContext context) {
    boolean isOfNewMappings = context.expression().getText().equals(DEFAULT);
    return new StatementSyntax.RestrictionSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        isOfNewMappings ? Optional.empty() : Optional.of(expressions.build(context.expression())),
        spans.name(context.name(1)),
        context.FAILS() != null);
  }

  @Override
  public StatementSyntax visitStats(P2mParser.StatsContext context) {
    List<FigureSyntax> figures =
        DeclarationBuilder.readable(context.figure()).stream().map(this::figure).toList();
    return new StatementSyntax.StatsSyntax(spans.of(context), spans.name(context.name()), figures);
  }

  private FigureSyntax figure(P2mParser.FigureContext context) {
    String statistic = context.getStart().getText();
    if (context instanceof P2mParser.FigureOfLevelContext ofLevel) {
      return new FigureSyntax(
          spans.of(context),
          statistic,
          Optional.of(expressions.atom(ofLevel.atom())),
          ofLevel.MINUS() != null,
          expressions.build(ofLevel.expression()));
    }
    P2mParser.FigureOfAllContext ofAll = (P2mParser.FigureOfAllContext) context;
    return new FigureSyntax(
        spans.of(context),
        statistic,
        Optional.empty(),
        false,
        expressions.build(ofAll.expression()));
  }

  @Override
  public StatementSyntax visitEvents(P2mParser.EventsContext context) {
    return new StatementSyntax.EventsSyntax(
        spans.of(context),
        context.ALL() != null,
        matching(context.matching()),
        patterns.build(context.pattern()));
  }

  private static Matching matching(P2mParser.MatchingContext context) {
    if (context.INCLUDE() != null) {
      return Matching.INCLUDE;
    }
    return context.ANY() != null ? Matching.ANY_ORDER : Matching.IN_ORDER;
  }

  @Override
  public StatementSyntax visitCounts(P2mParser.CountsContext context) {
    List<CountSyntax> counts = DeclarationBuilder.readable(context.count()).stream()
        .map(count -> new CountSyntax(
            spans.of(count),
            Spans.words(count.counter()),
            count.MOST() != null,
            expressions.build(count.expression())))
        .toList();
    return new StatementSyntax.CountsSyntax(spans.of(context), counts);
  }

  @Override
  public StatementSyntax visitStoredWord(P2mParser.StoredWordContext context) {
    return new StatementSyntax.StoredWordSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions
            .optional(context.ipa)
            .map(
                ipa -> new StatementSyntax.TablePlaceSyntax(expressions.build(context.depth), ipa)),
        expressions.optional(context.pa),
        storedKind(context),
        expressions.optional(context.word).or(() -> expressions.optional(context.address)),
        expressions.optional(context.mask),
        expressions.optionalFields(context.fields()));
  }

  private static String storedKind(P2mParser.StoredWordContext context) {
    return Stream.of(
            context.INVALID(), context.RAW(), context.PAGE(), context.BLOCK(), context.TABLE())
        .filter(Objects::nonNull)
        .map(ParseTree::getText)
        .findFirst()
        .orElseThrow(); // the grammar asks for one
  }

  @Override
  public StatementSyntax visitViolation(P2mParser.ViolationContext context) {
    return new StatementSyntax.ViolationSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        spans.optionalName(context.at),
        context.holders() == null
            ? List.of()
            : context.holders().expression().stream().map(expressions::build).toList(),
        expressions.optional(context.expression()));
  }

  @Override
  public StatementSyntax visitNoLiveStores(P2mParser.NoLiveStoresContext context) {
    return noEvent(context, EventKind.STORE.word());
  }

  @Override
  public StatementSyntax visitNoneOfKind(P2mParser.NoneOfKindContext context) {
    return noEvent(
        context,
        context.IOMMU() != null
            ? EventKind.IOMMU_FLUSH.word()
            : context.getChild(1).getText());
  }

  private StatementSyntax noEvent(P2mParser.NoEventContext context, String kind) {
    return new StatementSyntax.NoEventSyntax(
        spans.of(context), new PatternSyntax.OfKind(spans.of(context), kind));
  }

  @Override
  public StatementSyntax visitNoneLike(P2mParser.NoneLikeContext context) {
    return new StatementSyntax.NoEventSyntax(
        spans.of(context), patterns.visit(context.eventPattern()));
  }

  @Override
  public StatementSyntax visitNoViolation(P2mParser.NoViolationContext context) {
    return new StatementSyntax.NoViolationSyntax(spans.of(context));
  }
}
