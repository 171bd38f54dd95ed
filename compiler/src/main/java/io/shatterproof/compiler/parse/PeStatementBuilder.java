package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.CircumstanceKind;
import io.shatterproof.compiler.syntax.StatementSyntax.CircumstanceSyntax;
import io.shatterproof.grammar.P2mParser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds what begins with {@code pe n}: world switches, aborts and what guests do. */
final class PeStatementBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final AccessBuilder accesses;
  private final ArchitecturalBuilder architecturals;

  PeStatementBuilder(
      Spans spans,
      ExpressionBuilder expressions,
      AccessBuilder accesses,
      ArchitecturalBuilder architecturals) {
    this.architecturals = architecturals;
    this.spans = spans;
    this.expressions = expressions;
    this.accesses = accesses;
  }

  StatementSyntax build(P2mParser.OnPeContext context) {
    ExpressionSyntax pe = expressions.build(context.expression());
    P2mParser.DeedContext deed = context.deed();
    if (deed instanceof P2mParser.EnterContext enter) {
      return new StatementSyntax.EnterSyntax(
          spans.of(context),
          pe,
          spans.name(enter.name()),
          expressions.optional(enter.expression()));
    }
    if (deed instanceof P2mParser.LeaveContext) {
      return new StatementSyntax.LeaveSyntax(spans.of(context), pe);
    }
    if (deed instanceof P2mParser.SetWayContext setWay) {
      return new StatementSyntax.SetWaySyntax(spans.of(context), pe, spans.name(setWay.name()));
    }
    if (deed instanceof P2mParser.CachesContext caches) {
      return new StatementSyntax.CachesSyntax(
          spans.of(context), pe, spans.name(caches.name()), caches.ON() != null);
    }
    if (deed instanceof P2mParser.AbortContext abort) {
      return new StatementSyntax.AbortSyntax(
          spans.of(context),
          pe,
          spans.name(abort.name(0)),
          expressions.build(abort.expression()),
          abort.accessKind().getStart().getText(),
          circumstances(abort.circumstances()),
          spans.optionalName(abort.name(1)));
    }
    if (deed instanceof P2mParser.PutAtContext put) {
      return new StatementSyntax.PutAtSyntax(
          spans.of(context), pe, spans.name(put.name(0)), spans.name(put.name(1)));
    }
    if (deed instanceof P2mParser.ArchitecturalDeedContext architectural) {
      return architecturals.build(
          architectural.architectural(), spans.of(context), Optional.of(pe));
    }
    P2mParser.GuestAccessContext access = (P2mParser.GuestAccessContext) deed;
    return new StatementSyntax.GuestAccessSyntax(
        spans.of(context), pe, accesses.build(access.accessing()));
  }

  private List<CircumstanceSyntax> circumstances(P2mParser.@Nullable CircumstancesContext context) {
    return context == null
        ? List.of()
        : DeclarationBuilder.readable(context.circumstance()).stream()
            .map(this::circumstance)
            .toList();
  }

  private CircumstanceSyntax circumstance(P2mParser.CircumstanceContext context) {
    String fault = context.faultKind() == null ? "" : Spans.words(context.faultKind());
    return new CircumstanceSyntax(spans.of(context), kind(context), fault);
  }

  private static CircumstanceKind kind(P2mParser.CircumstanceContext context) {
    if (context.FAULT() != null) {
      return CircumstanceKind.FAULT;
    }
    if (context.STAGE1() != null) {
      return context.WALK() != null ? CircumstanceKind.STAGE1_WALK : CircumstanceKind.STAGE1_FAILS;
    }
    return context.SYNDROME() != null
        ? CircumstanceKind.NO_SYNDROME
        : CircumstanceKind.EXTERNAL_ABORT;
  }
}
