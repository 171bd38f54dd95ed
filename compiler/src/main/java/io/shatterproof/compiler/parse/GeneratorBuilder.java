package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.GeneratorSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.ColumnSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.MemberSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.SampleSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Optional;

/** Builds what rows are made of. */
final class GeneratorBuilder extends P2mParserBaseVisitor<GeneratorSyntax> {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  GeneratorBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  @Override
  public GeneratorSyntax visitCrossed(P2mParser.CrossedContext context) {
    return new GeneratorSyntax(
        spans.of(context), false, Optional.empty(), columns(context.columnSets()));
  }

  @Override
  public GeneratorSyntax visitPairwise(P2mParser.PairwiseContext context) {
    return new GeneratorSyntax(
        spans.of(context), true, Optional.empty(), columns(context.columnSets()));
  }

  @Override
  public GeneratorSyntax visitSampled(P2mParser.SampledContext context) {
    SampleSyntax sample = new SampleSyntax(
        expressions.build(context.expression(0)), expressions.build(context.expression(1)));
    return new GeneratorSyntax(
        spans.of(context), false, Optional.of(sample), columns(context.columnSets()));
  }

  private List<ColumnSyntax> columns(P2mParser.ColumnSetsContext context) {
    return context.columnSet().stream().map(this::column).toList();
  }

  private ColumnSyntax column(P2mParser.ColumnSetContext context) {
    return new ColumnSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        context.setMember().stream().map(this::member).toList(),
        spans.optionalName(context.name(1)));
  }

  private MemberSyntax member(P2mParser.SetMemberContext context) {
    return new MemberSyntax(
        spans.of(context),
        expressions.atom(context.atom(0)),
        Optional.ofNullable(context.atom(1)).map(expressions::atom),
        Optional.ofNullable(context.atom(2)).map(expressions::atom));
  }
}
