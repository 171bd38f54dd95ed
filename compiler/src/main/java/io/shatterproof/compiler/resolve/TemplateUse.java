package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.UseSyntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A use of a template that fits it. */
final class TemplateUse {
  /** Uses inside of each other. */
  static final int DEEPEST = 100;

  private final UseSyntax syntax;
  private final Symbol.TemplateSymbol template;

  private TemplateUse(UseSyntax syntax, Symbol.TemplateSymbol template) {
    this.syntax = syntax;
    this.template = template;
  }

  /** A use among parts or among statements, or nothing where a mistake is reported. */
  static Optional<TemplateUse> of(
      UseSyntax syntax, boolean isAmongParts, Symbols symbols, DiagnosticSink sink) {
    return symbols
        .template(syntax.template())
        .filter(template -> takes(template, syntax, sink))
        .filter(template -> isOfKind(template, isAmongParts, syntax, sink))
        .map(template -> new TemplateUse(syntax, template));
  }

  private static boolean takes(
      Symbol.TemplateSymbol template, UseSyntax syntax, DiagnosticSink sink) {
    int wanted = template.parameters().size();
    int given = syntax.arguments().size();
    if (wanted != given) {
      sink.report(Diagnostic.of(
              Code.WRONG_ARGUMENTS,
              syntax.span(),
              "template `" + syntax.template().text() + "` takes " + wanted
                  + (wanted == 1 ? " argument" : " arguments") + ", not " + given)
          .withHelp("write `use " + signature(template) + "`")
          .withNote("declared at", template.span()));
    }
    return wanted == given;
  }

  private static String signature(Symbol.TemplateSymbol template) {
    List<String> names = template.parameters().stream().map(NameSyntax::text).toList();
    return template.span().text() + "(" + String.join(", ", names) + ")";
  }

  private static boolean isOfKind(
      Symbol.TemplateSymbol template, boolean isAmongParts, UseSyntax syntax, DiagnosticSink sink) {
    if (template.isOfParts() != isAmongParts) {
      String name = "template `" + syntax.template().text() + "`";
      sink.report(Diagnostic.of(
              Code.WRONG_KIND_OF_TEMPLATE,
              syntax.span(),
              isAmongParts ? name + " holds statements" : name + " holds parts of a scenario")
          .withHelp(
              isAmongParts
                  ? "move this into `given { ... }`, `when pe n { ... }` or `then { ... }`"
                  : "move this out of the braces, beside `given`, `when` and `then`")
          .withNote("declared at", template.span()));
    }
    return template.isOfParts() == isAmongParts;
  }

  UseSyntax syntax() {
    return syntax;
  }

  Symbol.TemplateSymbol template() {
    return template;
  }

  /** Where mistakes of the template go, in this use of it. */
  DiagnosticSink sink(DiagnosticSink outer) {
    return outer.withNote("in the use at", syntax.span());
  }

  /** What names mean in the template, in a use of it there; nothing where there are too many. */
  Optional<Environment> inside(Environment user) {
    if (user.depth() == DEEPEST) {
      Uses.reportTooMany(syntax.span(), user.sink());
      return Optional.empty();
    }
    if (!user.uses().add(syntax, template, user.sink())) {
      return Optional.empty();
    }
    DiagnosticSink sink = sink(user.sink());
    Map<String, Row.Cell> arguments = new LinkedHashMap<>();
    for (int i = 0; i < template.parameters().size(); i++) {
      arguments.put(
          template.parameters().get(i).text(), argument(syntax.arguments().get(i), user));
    }
    return Optional.of(user.inside(template.scope(sink), Row.ofArguments(arguments), sink));
  }

  /** A word means what it means at the place of the use, and so does a number. */
  private static Row.Cell argument(ExpressionSyntax argument, Environment user) {
    if (argument instanceof ExpressionSyntax.Reference reference) {
      return user.cell(reference.name().text())
          .orElseGet(() -> Row.Cell.of(argument))
          .in(user.symbols());
    }
    Optional<Entries.Named> entry = user.entryIn(argument);
    if (entry.isPresent() && !user.usesCells(argument)) {
      return Row.Cell.of(argument).in(user.symbols()); // it says where the entry stands
    }
    Span span = argument.span();
    ExpressionSyntax value = user.quantity(argument)
        .map(Quantity::value)
        .map(number -> entry
            .flatMap(named -> beside(named, number, span))
            .orElseGet(() -> new ExpressionSyntax.IntegerSyntax(span, number)))
        .orElseGet(() -> new ExpressionSyntax.Broken(span));
    return Row.Cell.of(value);
  }

  /** An address as one that is so far from that of an entry, since it says where the entry stands. */
  private static Optional<ExpressionSyntax> beside(Entries.Named entry, long address, Span span) {
    ExpressionSyntax name =
        new ExpressionSyntax.Reference(new NameSyntax(entry.name().text(), span));
    return entry.address().map(Quantity::value).map(place -> {
      boolean isBehind = Long.compareUnsigned(address, place) >= 0;
      return new ExpressionSyntax.Chain(
          span,
          name,
          List.of(new ExpressionSyntax.Link(
              isBehind ? ExpressionSyntax.Operator.PLUS : ExpressionSyntax.Operator.MINUS,
              new ExpressionSyntax.IntegerSyntax(
                  span, isBehind ? address - place : place - address))));
    });
  }
}
