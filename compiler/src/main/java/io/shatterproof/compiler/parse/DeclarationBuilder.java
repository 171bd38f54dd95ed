package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.DomainMemberSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PlatformMemberSyntax;
import io.shatterproof.compiler.syntax.RegimeMemberSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds declarations; constructs that could not be read are left out. */
final class DeclarationBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final ScenarioBuilder scenarios;
  private final Documentation documentation;

  DeclarationBuilder(TokenList tokens, Diagnostics diagnostics) {
    this.spans = new Spans(tokens);
    this.expressions = new ExpressionBuilder(spans, diagnostics);
    this.scenarios = new ScenarioBuilder(spans, expressions, diagnostics);
    this.documentation = new Documentation(tokens);
  }

  /** Builds a declaration; {@code isBroken} if something in it was left out. */
  DeclarationSyntax build(P2mParser.DeclarationContext context, boolean isBroken) {
    String text = documentation.before(context.getStart());
    Span span = spans.of(context);
    if (context.importing() != null) {
      Span quoted = spans.of(context.importing().STRING());
      Span path = new Span(quoted.file(), quoted.start() + 1, quoted.end() - 1);
      return new DeclarationSyntax.Import(span, text, isBroken, new NameSyntax(path.text(), path));
    }
    if (context.constant() != null) {
      P2mParser.ConstantContext constant = context.constant();
      return new DeclarationSyntax.Constant(
          span,
          text,
          isBroken,
          spans.name(constant.name()),
          expressions.build(constant.expression()));
    }
    if (context.platform() != null) {
      P2mParser.PlatformContext platform = context.platform();
      List<PlatformMemberSyntax> members = readable(platform.platformMember()).stream()
          .map(new PlatformMembers()::visit)
          .toList();
      return new DeclarationSyntax.PlatformDeclaration(
          span, text, isBroken, spans.name(platform.name()), members);
    }
    if (context.domain() != null) {
      P2mParser.DomainContext domain = context.domain();
      List<DomainMemberSyntax> members = readable(domain.domainMember()).stream()
          .map(new DomainMembers()::visit)
          .toList();
      NameSyntax name = spans.name(domain.name(0));
      return new DeclarationSyntax.DomainDeclaration(
          span, text, isBroken, name, spans.name(domain.name(1)), members);
    }
    if (context.regime() != null) {
      P2mParser.RegimeContext regime = context.regime();
      List<RegimeMemberSyntax> members = readable(regime.regimeMember()).stream()
          .map(new RegimeMembers(spans, expressions)::visit)
          .toList();
      NameSyntax name = spans.name(regime.name(0));
      return new DeclarationSyntax.RegimeDeclaration(
          span, text, isBroken, name, spans.name(regime.name(1)), members);
    }
    if (context.template() != null) {
      return scenarios.build(context.template(), span, text, isBroken);
    }
    return context.twin() != null
        ? scenarios.build(context.twin(), span, text, isBroken)
        : scenarios.build(context.scenario(), span, text, isBroken);
  }

  /** Those that were read to their end. */
  static <C extends ParserRuleContext> List<C> readable(List<C> contexts) {
    List<C> readable = new ArrayList<>(contexts.size());
    for (C context : contexts) {
      if (context.exception == null) {
        readable.add(context);
      }
    }
    return readable;
  }

  private final class PlatformMembers extends P2mParserBaseVisitor<PlatformMemberSyntax> {
    @Override
    public PlatformMemberSyntax visitPes(P2mParser.PesContext context) {
      ExpressionSyntax count = expressions.build(context.expression());
      return new PlatformMemberSyntax.Pes(spans.of(context), count);
    }

    @Override
    public PlatformMemberSyntax visitPaBits(P2mParser.PaBitsContext context) {
      ExpressionSyntax bits = expressions.build(context.expression());
      return new PlatformMemberSyntax.PaBits(spans.of(context), bits);
    }

    @Override
    public PlatformMemberSyntax visitFeatures(P2mParser.FeaturesContext context) {
      return new PlatformMemberSyntax.Features(spans.of(context), spans.names(context.names()));
    }

    @Override
    public PlatformMemberSyntax visitWalker(P2mParser.WalkerContext context) {
      boolean isCoherent = context.coherence().COHERENT() != null;
      return new PlatformMemberSyntax.Walker(spans.of(context), isCoherent);
    }

    @Override
    public PlatformMemberSyntax visitIommu(P2mParser.IommuContext context) {
      boolean isCoherent = context.coherence().COHERENT() != null;
      return new PlatformMemberSyntax.Iommu(spans.of(context), isCoherent);
    }

    @Override
    public PlatformMemberSyntax visitChoose(P2mParser.ChooseContext context) {
      TerminalNode number = context.INTEGER();
      NameSyntax value = number == null
          ? spans.name(context.name(1))
          : new NameSyntax(number.getText(), spans.of(number));
      return new PlatformMemberSyntax.Choose(spans.of(context), spans.name(context.name(0)), value);
    }

    @Override
    public PlatformMemberSyntax visitTlb(P2mParser.TlbContext context) {
      return new PlatformMemberSyntax.Tlb(spans.of(context));
    }
  }

  private final class DomainMembers extends P2mParserBaseVisitor<DomainMemberSyntax> {
    @Override
    public DomainMemberSyntax visitProfile(P2mParser.ProfileContext context) {
      return new DomainMemberSyntax.Profile(spans.of(context), spans.name(context.name()));
    }

    @Override
    public DomainMemberSyntax visitGranule(P2mParser.GranuleContext context) {
      ExpressionSyntax size = expressions.build(context.expression());
      return new DomainMemberSyntax.GranuleSize(spans.of(context), size);
    }

    @Override
    public DomainMemberSyntax visitIpaBits(P2mParser.IpaBitsContext context) {
      ExpressionSyntax bits = expressions.build(context.expression());
      return new DomainMemberSyntax.IpaBits(spans.of(context), bits);
    }

    @Override
    public DomainMemberSyntax visitStartLevel(P2mParser.StartLevelContext context) {
      return new DomainMemberSyntax.StartLevel(
          spans.of(context),
          expressions.level(context.level()),
          expressions.optional(context.expression()));
    }

    @Override
    public DomainMemberSyntax visitOperatedBy(P2mParser.OperatedByContext context) {
      ExpressionSyntax pe = expressions.build(context.expression());
      return new DomainMemberSyntax.OperatedBy(spans.of(context), pe);
    }

    @Override
    public DomainMemberSyntax visitRunsOn(P2mParser.RunsOnContext context) {
      List<ExpressionSyntax> pes =
          context.expression().stream().map(expressions::build).toList();
      return new DomainMemberSyntax.RunsOn(spans.of(context), pes);
    }

    @Override
    public DomainMemberSyntax visitUsesIommu(P2mParser.UsesIommuContext context) {
      return new DomainMemberSyntax.UsesIommu(spans.of(context));
    }

    @Override
    public DomainMemberSyntax visitVmid(P2mParser.VmidContext context) {
      ExpressionSyntax vmid = expressions.build(context.expression());
      return new DomainMemberSyntax.Vmid(spans.of(context), vmid);
    }

    @Override
    public DomainMemberSyntax visitDefaultAccess(P2mParser.DefaultAccessContext context) {
      return new DomainMemberSyntax.DefaultAccess(spans.of(context), spans.name(context.name()));
    }

    @Override
    public DomainMemberSyntax visitUncheckedDomain(P2mParser.UncheckedDomainContext context) {
      return new DomainMemberSyntax.Unchecked(spans.of(context));
    }
  }
}
