package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.EntrySyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.List;

/** Rule: where, given, then pairs of when and then; and nothing outside of them. */
final class PartOrder {
  private PartOrder() {}

  static void check(ScenarioDeclaration scenario, List<PlacedPart> parts, DiagnosticSink outer) {
    boolean hasWhere = false;
    boolean hasGiven = false;
    boolean hasOwnGiven = false;
    boolean hasWhen = false;
    for (PlacedPart placed : parts) {
      PartSyntax part = placed.part();
      DiagnosticSink sink = placed.use().map(use -> use.sink(outer)).orElse(outer);
      if (part instanceof PartSyntax.Where) {
        refuse(hasWhere, part.span(), "a scenario has one table", "", sink);
        refuse(hasGiven || hasWhen, part.span(), "`where` comes first", "", sink);
        hasWhere = true;
      } else if (part instanceof PartSyntax.Given) {
        boolean isOwn = placed.use().isEmpty(); // each template may have one too
        refuse(isOwn && hasOwnGiven, part.span(), "a scenario has one `given`", "", sink);
        refuse(hasWhen, part.span(), "`given` comes before the first `when`", "", sink);
        hasGiven = true;
        hasOwnGiven |= isOwn;
      } else if (part instanceof PartSyntax.When) {
        hasWhen = true;
      } else if (part instanceof PartSyntax.Then) {
        boolean isAlone = !hasWhen && !scenario.isBroken() && !hasBareTables(parts);
        String help = "write `when pe 0 { ... }` above, with what is to be observed";
        refuse(isAlone, part.span(), "`then` looks at what a `when` did", help, sink);
      } else if (part instanceof PartSyntax.Stray stray && !scenario.isBroken()) {
        sink.report(Diagnostic.of(
                Code.STATEMENT_IN_WRONG_PART,
                part.span(),
                "this statement stands in no part of the scenario")
            .withHelp(
                stray.statement() instanceof MeanwhileSyntax
                    ? "move it behind the steps that it is about: `when pe n { ... } meanwhile`"
                    : "move it into `given { ... }`, `when pe n { ... }` or `then { ... }`"));
      }
    }
  }

  /** Bare tables can be looked at as they are given; a template may hold some. */
  private static boolean hasBareTables(List<PlacedPart> parts) {
    return parts.stream()
        .map(PlacedPart::part)
        .filter(PartSyntax.Given.class::isInstance)
        .flatMap(given -> ((PartSyntax.Given) given).statements().stream())
        .anyMatch(statement -> statement instanceof EntrySyntax
            || statement instanceof StatementSyntax.UseSyntax
            || RegimeStepResolver.isOne(statement));
  }

  private static void refuse(
      boolean isWrong, Span span, String message, String help, DiagnosticSink sink) {
    if (isWrong) {
      sink.report(Diagnostic.of(Code.PARTS_OUT_OF_ORDER, span, message).withHelp(help));
    }
  }
}
