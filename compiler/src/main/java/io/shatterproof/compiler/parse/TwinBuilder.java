package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.ChangeSyntax;
import io.shatterproof.compiler.syntax.EditSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds what one twin has otherwise. */
final class TwinBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;
  private final PartBuilder partBuilder;
  private final Edits editing = new Edits();
  private final List<ChangeSyntax> changes = new ArrayList<>();
  private final List<EditSyntax> edits = new ArrayList<>();
  private final List<PartSyntax> parts = new ArrayList<>();

  TwinBuilder(
      Spans spans,
      ExpressionBuilder expressions,
      StatementBuilder statements,
      PartBuilder partBuilder) {
    this.spans = spans;
    this.expressions = expressions;
    this.statements = statements;
    this.partBuilder = partBuilder;
  }

  List<ChangeSyntax> changes() {
    return changes;
  }

  List<EditSyntax> edits() {
    return edits;
  }

  List<PartSyntax> parts() {
    return parts;
  }

  /** Adds what was read to its end. */
  void add(P2mParser.TwinPartContext context) {
    if (context.change() != null && context.change().exception == null) {
      changes.add(change(context.change()));
    } else if (context.edit() != null && context.edit().exception == null) {
      edits.add(editing.visit(context.edit()));
    } else if (context.part() != null && context.part().exception == null) {
      partBuilder.add(parts, context.part());
      int last = parts.size() - 1;
      edit(parts.get(last)).ifPresent(edit -> {
        parts.remove(last);
        edits.add(edit);
      });
    }
  }

  private ChangeSyntax change(P2mParser.ChangeContext context) {
    return new ChangeSyntax(
        spans.of(context),
        spans.name(context.name(0)),
        spans.optionalName(context.name(1)),
        expressions.optional(context.expression()),
        expressions.optionalFields(context.fields()));
  }

  /** What stands in no part, and in a twin means something. */
  private static Optional<EditSyntax> edit(PartSyntax part) {
    if (!(part instanceof PartSyntax.Stray stray)) {
      return Optional.empty();
    }
    if (stray.statement() instanceof MeanwhileSyntax meanwhile) {
      return Optional.of(new EditSyntax.OtherObservers(meanwhile.span(), meanwhile));
    }
    boolean isViolation = stray.statement() instanceof StatementSyntax.ViolationSyntax
        || stray.statement() instanceof StatementSyntax.NoViolationSyntax;
    return isViolation
        ? Optional.of(new EditSyntax.OtherViolation(stray.span(), stray.statement()))
        : Optional.empty();
  }

  private final class Edits extends P2mParserBaseVisitor<EditSyntax> {
    @Override
    public EditSyntax visitInsert(P2mParser.InsertContext context) {
      return new EditSyntax.Insert(
          spans.of(context),
          context.AFTER() != null,
          spans.name(context.name()),
          statements.block(context.block()));
    }

    @Override
    public EditSyntax visitRemove(P2mParser.RemoveContext context) {
      return new EditSyntax.Remove(spans.of(context), spans.name(context.name()));
    }

    @Override
    public EditSyntax visitReplace(P2mParser.ReplaceContext context) {
      return new EditSyntax.Replace(
          spans.of(context), spans.name(context.name()), statements.block(context.block()));
    }

    @Override
    public EditSyntax visitOtherSight(P2mParser.OtherSightContext context) {
      return new EditSyntax.OtherSight(spans.of(context), statements.sight(context.sight()));
    }
  }
}
