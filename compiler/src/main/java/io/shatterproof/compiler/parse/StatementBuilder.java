package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.syntax.AttributesSyntax;
import io.shatterproof.compiler.syntax.ClaimSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.AccessWord;
import io.shatterproof.compiler.syntax.StatementSyntax.CountSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.Matching;
import io.shatterproof.compiler.syntax.TextSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.Kind;
import io.shatterproof.compiler.syntax.VerdictSyntax.MemberSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.OutcomeSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds steps and expectations. */
final class StatementBuilder extends P2mParserBaseVisitor<StatementSyntax> {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final PatternBuilder patterns;
  private final Diagnostics diagnostics;
  private final Outcomes outcomes = new Outcomes();

  StatementBuilder(Spans spans, ExpressionBuilder expressions, Diagnostics diagnostics) {
    this.spans = spans;
    this.expressions = expressions;
    this.patterns = new PatternBuilder(spans, expressions);
    this.diagnostics = diagnostics;
  }

  /** The statements of a block; a claim behind a step becomes a part of it. */
  List<StatementSyntax> block(P2mParser.BlockContext context) {
    List<StatementSyntax> statements = new ArrayList<>();
    boolean isBehindBroken = false;
    for (P2mParser.StatementContext statement : context.statement()) {
      boolean isClaim = statement.claim() != null;
      if (statement.exception == null && !(isClaim && isBehindBroken)) {
        add(statements, visit(statement));
      }
      isBehindBroken = statement.exception != null;
    }
    return statements;
  }

  private static void add(List<StatementSyntax> statements, StatementSyntax statement) {
    int last = statements.size() - 1;
    if (last >= 0 && statement instanceof StatementSyntax.ReturnedSyntax returned) {
      StatementSyntax step = statements.get(last);
      if (step instanceof StatementSyntax.MapSyntax map && map.claim().isEmpty()) {
        statements.set(last, map.withClaim(returned.claim()));
        return;
      }
      if (step instanceof StatementSyntax.UnmapSyntax unmap && unmap.claim().isEmpty()) {
        statements.set(last, unmap.withClaim(returned.claim()));
        return;
      }
    }
    statements.add(statement);
  }

  @Override
  public StatementSyntax visitMap(P2mParser.MapContext context) {
    return new StatementSyntax.MapSyntax(
        spans.of(context),
        spans.name(context.name()),
        expressions.build(context.expression(0)),
        expressions.build(context.expression(1)),
        expressions.build(context.expression(2)),
        attributes(context.attributes()),
        Optional.empty());
  }

  private AttributesSyntax attributes(P2mParser.AttributesContext context) {
    if (context instanceof P2mParser.TypedContext typed) {
      return new AttributesSyntax.Typed(
          spans.of(context), spans.name(typed.name(0)), spans.optionalName(typed.name(1)));
    }
    P2mParser.NeutralContext neutral = (P2mParser.NeutralContext) context;
    return new AttributesSyntax.Neutral(
        spans.of(context), spans.name(neutral.name(0)), spans.name(neutral.name(1)));
  }

  private ClaimSyntax claim(P2mParser.ClaimContext context) {
    if (context instanceof P2mParser.ReturnsCodeContext returns) {
      return new ClaimSyntax.Returns(spans.of(context), expressions.build(returns.expression()));
    }
    P2mParser.FailsWithErrorContext fails = (P2mParser.FailsWithErrorContext) context;
    return new ClaimSyntax.FailsWith(spans.of(context), spans.name(fails.name()));
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
        spans.of(context), spans.name(context.name()), block(context.block()));
  }

  @Override
  public StatementSyntax visitTablesLeft(P2mParser.TablesLeftContext context) {
    return new StatementSyntax.TablesLeftSyntax(
        spans.of(context), expressions.build(context.expression()));
  }

  @Override
  public StatementSyntax visitReturnsCode(P2mParser.ReturnsCodeContext context) {
    return new StatementSyntax.ReturnedSyntax(spans.of(context), claim(context));
  }

  @Override
  public StatementSyntax visitFailsWithError(P2mParser.FailsWithErrorContext context) {
    return new StatementSyntax.ReturnedSyntax(spans.of(context), claim(context));
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
        expressions.build(mapping.expression(0)),
        permissions.map(spans::name),
        spans.optionalName(mapping.type),
        spans.optionalName(mapping.access),
        expressions.optional(mapping.order));
  }

  @Override
  public StatementSyntax visitGuestAccess(P2mParser.GuestAccessContext context) {
    return new StatementSyntax.GuestAccessSyntax(
        spans.of(context),
        expressions.build(context.expression(0)),
        access(context),
        spans.name(context.name()),
        expressions.build(context.expression(1)),
        verdict(context.verdict()));
  }

  private static AccessWord access(P2mParser.GuestAccessContext context) {
    if (context.READ() != null) {
      return AccessWord.READ;
    }
    return context.WRITE() != null ? AccessWord.WRITE : AccessWord.FETCH;
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

  @Override
  public StatementSyntax visitEvents(P2mParser.EventsContext context) {
    return new StatementSyntax.EventsSyntax(
        spans.of(context),
        context.ALL() != null,
        matching(context.matching()),
        DeclarationBuilder.readable(context.pattern()).stream()
            .map(patterns::visit)
            .toList());
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
  public StatementSyntax visitViolation(P2mParser.ViolationContext context) {
    return new StatementSyntax.ViolationSyntax(
        spans.of(context), spans.name(context.name()), expressions.optional(context.expression()));
  }

  @Override
  public StatementSyntax visitNoViolation(P2mParser.NoViolationContext context) {
    return new StatementSyntax.NoViolationSyntax(spans.of(context));
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
