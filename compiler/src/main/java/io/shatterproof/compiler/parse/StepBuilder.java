package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.AttributesSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds steps, without what they return. */
final class StepBuilder extends P2mParserBaseVisitor<StatementSyntax> {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final AccessBuilder accesses;
  private final ArchitecturalBuilder architecturals;
  private final EntryBuilder entries;
  private final Function<P2mParser.BlockContext, List<StatementSyntax>> blocks;

  /**
   * A builder.
   *
   * @param blocks builds what a lock holds
   */
  StepBuilder(
      Spans spans,
      ExpressionBuilder expressions,
      AccessBuilder accesses,
      ArchitecturalBuilder architecturals,
      Function<P2mParser.BlockContext, List<StatementSyntax>> blocks) {
    this.spans = spans;
    this.expressions = expressions;
    this.accesses = accesses;
    this.architecturals = architecturals;
    this.entries = new EntryBuilder(spans, expressions);
    this.blocks = blocks;
  }

  @Override
  public StatementSyntax visitCreate(P2mParser.CreateContext context) {
    return new StatementSyntax.CreateSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.optional(context.expression()),
        Optional.empty());
  }

  @Override
  public StatementSyntax visitUnpause(P2mParser.UnpauseContext context) {
    return new StatementSyntax.UnpauseSyntax(spans.of(context), spans.name(context.name()));
  }

  @Override
  public StatementSyntax visitPool(P2mParser.PoolContext context) {
    return new StatementSyntax.PoolSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression()),
        every(context.every()),
        Optional.empty());
  }

  @Override
  public StatementSyntax visitMap(P2mParser.MapContext context) {
    return new StatementSyntax.MapSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.build(context.expression(2)),
        attributes(context.attributes()),
        spans.optionalName(context.access),
        Optional.empty());
  }

  @Override
  public StatementSyntax visitPopulate(P2mParser.PopulateContext context) {
    return new StatementSyntax.PopulateSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        attributes(context.attributes()),
        Optional.empty());
  }

  @Override
  public StatementSyntax visitInvalidateRoot(P2mParser.InvalidateRootContext context) {
    return new StatementSyntax.InvalidateRootSyntax(spans.of(context), spans.name(context.name()));
  }

  @Override
  public StatementSyntax visitResolve(P2mParser.ResolveContext context) {
    return new StatementSyntax.ResolveSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        expressions.build(context.expression()),
        spans.optionalName(context.answer));
  }

  private AttributesSyntax attributes(P2mParser.AttributesContext context) {
    if (context instanceof P2mParser.TypedContext typed) {
      return new AttributesSyntax.Typed(spans.of(context), spans.name(typed.name()));
    }
    P2mParser.NeutralContext neutral = (P2mParser.NeutralContext) context;
    return new AttributesSyntax.Neutral(
        spans.of(context), spans.name(neutral.name(0)), spans.name(neutral.name(1)));
  }

  @Override
  public StatementSyntax visitStep(P2mParser.StepContext context) {
    if (context.entry() != null) {
      return entries.visit(context.entry());
    }
    return context.architectural() != null
        ? architecturals.build(context.architectural(), spans.of(context), Optional.empty())
        : super.visitStep(context);
  }

  @Override
  public StatementSyntax visitPerformed(P2mParser.PerformedContext context) {
    return new StatementSyntax.PerformSyntax(
        spans.of(context), accesses.build(context.accessing()));
  }

  @Override
  public StatementSyntax visitUnmap(P2mParser.UnmapContext context) {
    return new StatementSyntax.UnmapSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.optional(context.expression(2)),
        Optional.empty());
  }

  @Override
  public StatementSyntax visitLock(P2mParser.LockContext context) {
    return new StatementSyntax.LockSyntax(
        spans.of(context), spans.name(context.name()), blocks.apply(context.block()));
  }

  @Override
  public StatementSyntax visitTablesLeft(P2mParser.TablesLeftContext context) {
    return new StatementSyntax.TablesLeftSyntax(
        spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public StatementSyntax visitFailAllocation(P2mParser.FailAllocationContext context) {
    return new StatementSyntax.FailAllocationSyntax(
        spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public StatementSyntax visitProtect(P2mParser.ProtectContext context) {
    if (context.protection() instanceof P2mParser.OfNewMappingsContext ofNew) {
      return new StatementSyntax.ProtectNewSyntax(
          spans.of(context),
          spans.name(context.name()),
          expressions.atom(ofNew.atom()),
          Optional.empty());
    }
    P2mParser.OfRangeContext range = (P2mParser.OfRangeContext) context.protection();
    return new StatementSyntax.ProtectSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(range.expression(0)),
        expressions.build(range.expression(1)),
        expressions.atom(range.atom()),
        expressions.optional(range.expression(2)),
        every(range.every()),
        Optional.empty());
  }

  private Optional<ExpressionSyntax> every(P2mParser.@Nullable EveryContext context) {
    return context == null
        ? Optional.empty()
        : Optional.of(expressions.build(context.expression()));
  }

  @Override
  public StatementSyntax visitListener(P2mParser.ListenerContext context) {
    return new StatementSyntax.ListenerSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        context.name().stream().skip(1).map(spans::name).toList());
  }

  @Override
  public StatementSyntax visitClean(P2mParser.CleanContext context) {
    return new StatementSyntax.CleanSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.optional(context.expression(2)),
        every(context.every()),
        Optional.empty());
  }

  @Override
  public StatementSyntax visitRelinquish(P2mParser.RelinquishContext context) {
    return new StatementSyntax.RelinquishSyntax(
        spans.of(context), spans.name(context.name()), every(context.every()), Optional.empty());
  }

  @Override
  public StatementSyntax visitTeardown(P2mParser.TeardownContext context) {
    return new StatementSyntax.TeardownSyntax(
        spans.of(context), spans.name(context.name()), every(context.every()), Optional.empty());
  }

  @Override
  public StatementSyntax visitDestroy(P2mParser.DestroyContext context) {
    return new StatementSyntax.DestroySyntax(
        spans.of(context), spans.name(context.name()), Optional.empty());
  }

  @Override
  public StatementSyntax visitEmulate(P2mParser.EmulateContext context) {
    return new StatementSyntax.EmulateSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)));
  }
}
