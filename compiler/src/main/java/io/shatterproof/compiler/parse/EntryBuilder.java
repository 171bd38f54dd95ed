package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.EntrySyntax;
import io.shatterproof.compiler.syntax.EntrySyntax.EntryKind;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.List;
import java.util.Optional;

/** Builds entries of bare tables. */
final class EntryBuilder extends P2mParserBaseVisitor<EntrySyntax> {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  EntryBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  @Override
  public EntrySyntax visitPageEntry(P2mParser.PageEntryContext context) {
    return new EntrySyntax(
        spans.of(context),
        context.STAGE1() != null,
        EntryKind.PAGE,
        spans.name(context.name(0)),
        spans.name(context.name(1)),
        expressions.build(context.expression(0)),
        Optional.empty(),
        Optional.of(expressions.build(context.expression(1))),
        expressions.optionalFields(context.fields()),
        Optional.empty());
  }

  @Override
  public EntrySyntax visitBlockEntry(P2mParser.BlockEntryContext context) {
    return new EntrySyntax(
        spans.of(context),
        context.STAGE1() != null,
        EntryKind.BLOCK,
        spans.name(context.name(0)),
        spans.name(context.name(1)),
        expressions.build(context.expression(0)),
        Optional.of(expressions.level(context.level())),
        Optional.of(expressions.build(context.expression(1))),
        expressions.optionalFields(context.fields()),
        Optional.empty());
  }

  @Override
  public EntrySyntax visitTableEntry(P2mParser.TableEntryContext context) {
    return new EntrySyntax(
        spans.of(context),
        context.STAGE1() != null,
        EntryKind.TABLE,
        spans.name(context.name(0)),
        spans.name(context.name(1)),
        expressions.build(context.expression(0)),
        Optional.of(expressions.level(context.level())),
        expressions.optional(context.expression(1)),
        expressions.optionalFields(context.fields()),
        Optional.ofNullable(context.UNLINKED()).map(spans::of));
  }

  @Override
  public EntrySyntax visitRawEntry(P2mParser.RawEntryContext context) {
    return new EntrySyntax(
        spans.of(context),
        context.STAGE1() != null,
        EntryKind.RAW,
        spans.name(context.name(0)),
        spans.name(context.name(1)),
        expressions.build(context.expression(0)),
        Optional.of(expressions.level(context.level())),
        Optional.of(expressions.build(context.expression(1))),
        List.of(),
        Optional.empty());
  }
}
