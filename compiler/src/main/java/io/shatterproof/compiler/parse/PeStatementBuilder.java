package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.AccessWord;
import io.shatterproof.compiler.syntax.StatementSyntax.CircumstanceKind;
import io.shatterproof.compiler.syntax.StatementSyntax.CircumstanceSyntax;
import io.shatterproof.compiler.syntax.TextSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.Kind;
import io.shatterproof.compiler.syntax.VerdictSyntax.MemberSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.OutcomeSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds what begins with {@code pe n}: world switches, aborts and guest accesses. */
final class PeStatementBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final Diagnostics diagnostics;
  private final Outcomes outcomes = new Outcomes();

  PeStatementBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    this.diagnostics = diagnostics;
  }

  StatementSyntax build(P2mParser.OnPeContext context) {
    ExpressionSyntax pe = expressions.build(context.expression());
    P2mParser.DeedContext deed = context.deed();
    if (deed instanceof P2mParser.EnterContext enter) {
      return new StatementSyntax.EnterSyntax(spans.of(context), pe, spans.name(enter.name()));
    }
    if (deed instanceof P2mParser.LeaveContext) {
      return new StatementSyntax.LeaveSyntax(spans.of(context), pe);
    }
    if (deed instanceof P2mParser.AbortContext abort) {
      return new StatementSyntax.AbortSyntax(
          spans.of(context),
          pe,
          spans.name(abort.name(0)),
          expressions.build(abort.expression()),
          access(abort.accessKind()),
          circumstances(abort.circumstances()),
          spans.optionalName(abort.name(1)));
    }
    P2mParser.GuestAccessContext access = (P2mParser.GuestAccessContext) deed;
    return new StatementSyntax.GuestAccessSyntax(
        spans.of(context),
        pe,
        access(access.accessKind()),
        spans.name(access.name()),
        expressions.build(access.expression()),
        verdict(access.verdict()));
  }

  private static AccessWord access(P2mParser.AccessKindContext context) {
    if (context.READ() != null) {
      return AccessWord.READ;
    }
    return context.WRITE() != null ? AccessWord.WRITE : AccessWord.FETCH;
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

  private VerdictSyntax verdict(P2mParser.VerdictContext context) {
    if (context instanceof P2mParser.OneOfContext oneOf) {
      return verdict(context, Kind.ONE_OF, members(oneOf.outcomeSet()));
    }
    if (context instanceof P2mParser.ConstrainedContext constrained) {
      return verdict(context, Kind.CONSTRAINED, members(constrained.outcomeSet()));
    }
    if (context instanceof P2mParser.QuirkContext quirk) {
      return verdict(context, Kind.QUIRK, List.of(member(quirk.outcome())));
    }
    return verdict(
        context, Kind.MUST, List.of(member(((P2mParser.MustContext) context).outcome())));
  }

  private VerdictSyntax verdict(
      P2mParser.VerdictContext context, Kind kind, List<MemberSyntax> members) {
    return new VerdictSyntax(spans.of(context), kind, members);
  }

  private MemberSyntax member(P2mParser.OutcomeContext outcome) {
    return new MemberSyntax(outcomes.visit(outcome), Optional.empty(), Optional.empty());
  }

  private List<MemberSyntax> members(P2mParser.OutcomeSetContext context) {
    return context.member().stream()
        .map(m -> new MemberSyntax(outcomes.visit(m.outcome()), text(m.why), text(m.ref)))
        .toList();
  }

  private Optional<TextSyntax> text(@Nullable Token string) {
    return string == null
        ? Optional.empty()
        : Optional.of(TextBuilder.build(spans.of(string), diagnostics));
  }

  private final class Outcomes extends P2mParserBaseVisitor<OutcomeSyntax> {
    @Override
    public OutcomeSyntax visitOk(P2mParser.OkContext context) {
      return new OutcomeSyntax.Ok(
          spans.of(context),
          expressions.build(context.expression(0)),
          expressions.optional(context.expression(1)));
    }

    @Override
    public OutcomeSyntax visitFault(P2mParser.FaultContext context) {
      return new OutcomeSyntax.Fault(
          spans.of(context),
          Spans.words(context.faultKind()),
          expressions.optional(context.expression()));
    }
  }
}
