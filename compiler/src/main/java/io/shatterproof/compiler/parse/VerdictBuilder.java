package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.syntax.TextSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.ClaimedSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.Kind;
import io.shatterproof.compiler.syntax.VerdictSyntax.MemberSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.OutcomeSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds what accesses are to meet. */
final class VerdictBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final Diagnostics diagnostics;
  private final Outcomes outcomes = new Outcomes();
  private final Claims claims = new Claims();

  VerdictBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    this.diagnostics = diagnostics;
  }

  VerdictSyntax build(P2mParser.VerdictContext context) {
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

  /** The members of a set of outcomes. */
  List<MemberSyntax> members(P2mParser.OutcomeSetContext context) {
    return context.member().stream()
        .map(m -> new MemberSyntax(outcomes.visit(m.outcome()), text(m.why), text(m.ref)))
        .toList();
  }

  private Optional<TextSyntax> text(@Nullable Token string) {
    return string == null
        ? Optional.empty()
        : Optional.of(TextBuilder.build(spans.of(string), diagnostics));
  }

  /** One outcome. */
  OutcomeSyntax outcome(P2mParser.OutcomeContext context) {
    return outcomes.visit(context);
  }

  private List<ClaimedSyntax> claims(P2mParser.@Nullable OutcomeClaimsContext context) {
    return context == null
        ? List.of()
        : context.outcomeClaim().stream().map(claims::visit).toList();
  }

  /** There are two stages, and only the first needs a word. */
  private void checkStage(P2mParser.StageContext context) {
    if (!context.INTEGER().getText().equals("1")) {
      diagnostics.report(Diagnostic.of(
              Code.UNEXPECTED,
              spans.of(context),
              "expected `stage 1`, found `" + Spans.words(context) + "`")
          .withHelp("a fault is one of stage 2 where nothing is said"));
    }
  }

  private final class Outcomes extends P2mParserBaseVisitor<OutcomeSyntax> {
    @Override
    public OutcomeSyntax visitOk(P2mParser.OkContext context) {
      return new OutcomeSyntax.Ok(
          spans.of(context),
          expressions.optional(context.place().expression()),
          claims(context.outcomeClaims()));
    }

    @Override
    public OutcomeSyntax visitFault(P2mParser.FaultContext context) {
      context.stage().forEach(VerdictBuilder.this::checkStage);
      boolean isOnWalk = context.WALK() != null;
      return new OutcomeSyntax.Fault(
          spans.of(context),
          context.stage().size() > (isOnWalk ? 1 : 0),
          Spans.words(context.faultKind()),
          expressions.optionalLevel(context.level()),
          isOnWalk,
          claims(context.outcomeClaims()));
    }

    @Override
    public OutcomeSyntax visitConflict(P2mParser.ConflictContext context) {
      return new OutcomeSyntax.Fault(
          spans.of(context),
          false,
          context.CONFLICT().getText(),
          Optional.empty(),
          false,
          claims(context.outcomeClaims()));
    }

    @Override
    public OutcomeSyntax visitWild(P2mParser.WildContext context) {
      return new OutcomeSyntax.Wild(spans.of(context));
    }
  }

  private final class Claims extends P2mParserBaseVisitor<ClaimedSyntax> {
    @Override
    public ClaimedSyntax visitLevelClaim(P2mParser.LevelClaimContext context) {
      return new VerdictSyntax.ClaimedLevel(spans.of(context), expressions.level(context.level()));
    }

    @Override
    public ClaimedSyntax visitFieldsClaim(P2mParser.FieldsClaimContext context) {
      return new VerdictSyntax.ClaimedFields(
          spans.of(context),
          expressions.fieldName(context.fieldName()),
          expressions.fields(context.fields()));
    }

    @Override
    public ClaimedSyntax visitValueClaim(P2mParser.ValueClaimContext context) {
      return new VerdictSyntax.ClaimedValue(
          spans.of(context),
          expressions.fieldName(context.fieldName()),
          expressions.fieldValue(context.fieldValue()),
          expressions.optional(context.expression()));
    }
  }
}
