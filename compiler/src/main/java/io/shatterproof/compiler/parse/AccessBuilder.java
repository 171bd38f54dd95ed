package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.compiler.syntax.AccessSyntax.OptionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds accesses. */
final class AccessBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final VerdictBuilder verdicts;
  private final Options options = new Options();

  AccessBuilder(Spans spans, ExpressionBuilder expressions, VerdictBuilder verdicts) {
    this.spans = spans;
    this.expressions = expressions;
    this.verdicts = verdicts;
  }

  AccessSyntax build(P2mParser.AccessingContext context) {
    return new AccessSyntax(
        spans.of(context),
        context.accessKind().getStart().getText(),
        spans.optionalName(context.name()),
        expressions.build(context.expression()),
        context.accessOption().stream().map(options::visit).toList(),
        context.verdict() == null
            ? Optional.empty()
            : Optional.of(verdicts.build(context.verdict())));
  }

  /** An access that is looked at again and again. */
  AccessSyntax build(P2mParser.ObservedContext context) {
    return new AccessSyntax(
        spans.of(context),
        context.accessKind().getStart().getText(),
        spans.optionalName(context.name()),
        expressions.build(context.expression()),
        context.observedOption().stream().map(options::visit).toList(),
        Optional.empty());
  }

  private OptionSyntax size(ParserRuleContext option, P2mParser.ExpressionContext bytes) {
    return new AccessSyntax.SizeSyntax(spans.of(option), expressions.build(bytes));
  }

  private OptionSyntax register(
      ParserRuleContext option,
      P2mParser.NameContext name,
      @Nullable TerminalNode signed,
      @Nullable TerminalNode acquire) {
    return new AccessSyntax.RegisterSyntax(
        spans.of(option), spans.name(name), signed != null, acquire != null);
  }

  private final class Options extends P2mParserBaseVisitor<OptionSyntax> {
    @Override
    public OptionSyntax visitAccessSize(P2mParser.AccessSizeContext context) {
      return size(context, context.expression());
    }

    @Override
    public OptionSyntax visitAccessRegister(P2mParser.AccessRegisterContext context) {
      return register(context, context.name(), context.SIGNED(), context.ACQUIRE());
    }

    @Override
    public OptionSyntax visitObservedSize(P2mParser.ObservedSizeContext context) {
      return size(context, context.expression());
    }

    @Override
    public OptionSyntax visitObservedRegister(P2mParser.ObservedRegisterContext context) {
      return register(context, context.name(), context.SIGNED(), context.ACQUIRE());
    }

    @Override
    public OptionSyntax visitObservedFrom(P2mParser.ObservedFromContext context) {
      return new AccessSyntax.FromSyntax(
          spans.of(context),
          new NameSyntax(context.exceptionLevel().getText(), spans.of(context.exceptionLevel())));
    }

    @Override
    public OptionSyntax visitAccessFrom(P2mParser.AccessFromContext context) {
      return new AccessSyntax.FromSyntax(spans.of(context), spans.name(context.name()));
    }
  }
}
