package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel.UseModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.StatementSyntax.UseSyntax;
import java.util.ArrayList;
import java.util.List;

/** The templates that one scenario uses, in order. */
final class Uses {
  /** Uses that a scenario may have, those inside of others included. */
  static final int MOST = 10_000;

  /** Uses in all rows of a scenario. */
  static final int MOST_IN_ROWS = 100_000;

  private final List<UseModel> uses = new ArrayList<>();
  private boolean isTold;

  /** Notes one more, unless there are too many, which is reported once. */
  boolean add(UseSyntax syntax, Symbol.TemplateSymbol template, DiagnosticSink sink) {
    if (uses.size() < MOST) {
      uses.add(new UseModel(syntax.span(), template.declaration()));
      return true;
    }
    if (!isTold) {
      reportTooMany(syntax.span(), sink);
      isTold = true;
    }
    return false;
  }

  /** Says that templates are used too often, or too deep inside of each other. */
  static void reportTooMany(Span span, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.TOO_MANY_USES,
            span,
            "this scenario uses templates more than " + MOST + " times, or more than "
                + TemplateUse.DEEPEST + " inside of each other")
        .withHelp("split the scenario"));
  }

  /** Says that templates are used too often in all rows together. */
  static void reportTooManyInRows(Span table, int rows, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.TOO_MANY_USES,
            table,
            "with " + rows + " rows this scenario uses templates more than " + MOST_IN_ROWS
                + " times")
        .withHelp("make fewer rows, or split the scenario"));
  }

  /** Those that were noted. */
  List<UseModel> models() {
    return uses;
  }
}
