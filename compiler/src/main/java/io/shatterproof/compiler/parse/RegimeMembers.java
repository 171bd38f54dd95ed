package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.RegimeMemberSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;

/** Builds the properties of regimes. */
final class RegimeMembers extends P2mParserBaseVisitor<RegimeMemberSyntax> {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  RegimeMembers(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  @Override
  public RegimeMemberSyntax visitRegimeVmid(P2mParser.RegimeVmidContext context) {
    return new RegimeMemberSyntax.Vmid(spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public RegimeMemberSyntax visitRegimeGranule(P2mParser.RegimeGranuleContext context) {
    return new RegimeMemberSyntax.GranuleSize(
        spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public RegimeMemberSyntax visitRegimeIpa(P2mParser.RegimeIpaContext context) {
    return new RegimeMemberSyntax.IpaBits(
        spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public RegimeMemberSyntax visitRegimeStart(P2mParser.RegimeStartContext context) {
    return new RegimeMemberSyntax.StartLevel(
        spans.of(context),
        expressions.level(context.level()),
        expressions.optional(context.expression()));
  }

  @Override
  public RegimeMemberSyntax visitRegimeOutput(P2mParser.RegimeOutputContext context) {
    return new RegimeMemberSyntax.OutputBits(
        spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public RegimeMemberSyntax visitRegimeTables(P2mParser.RegimeTablesContext context) {
    return new RegimeMemberSyntax.Tables(
        spans.of(context),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)));
  }

  @Override
  public RegimeMemberSyntax visitRegimeMemory(P2mParser.RegimeMemoryContext context) {
    return new RegimeMemberSyntax.Memory(
        spans.of(context),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)));
  }

  @Override
  public RegimeMemberSyntax visitRegimeRawMemory(P2mParser.RegimeRawMemoryContext context) {
    return new RegimeMemberSyntax.RawMemory(
        spans.of(context),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)));
  }

  @Override
  public RegimeMemberSyntax visitRegimeRoot(P2mParser.RegimeRootContext context) {
    return new RegimeMemberSyntax.Root(spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public RegimeMemberSyntax visitRegimeStage1(P2mParser.RegimeStage1Context context) {
    return new RegimeMemberSyntax.Stage1(
        spans.of(context),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.build(context.expression(2)));
  }

  @Override
  public RegimeMemberSyntax visitRegimeRegister(P2mParser.RegimeRegisterContext context) {
    Span register = spans.of(context.controlRegister());
    return new RegimeMemberSyntax.Register(
        spans.of(context),
        new NameSyntax(context.controlRegister().getText(), register),
        expressions.fields(context.fields()));
  }

  @Override
  public RegimeMemberSyntax visitUncheckedRegime(P2mParser.UncheckedRegimeContext context) {
    return new RegimeMemberSyntax.Unchecked(spans.of(context));
  }
}
