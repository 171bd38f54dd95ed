package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax.Template;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said of a template before it is used. */
final class TemplateRules {
  private static final Pattern WORD =
      Pattern.compile("//[^\\n]*|/\\*(?s:.*?)\\*/|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|\\w+");

  private final Template template;
  private final Symbols symbols;
  private final DiagnosticSink sink;

  TemplateRules(Template template, Symbols symbols, DiagnosticSink sink) {
    this.template = template;
    this.symbols = symbols;
    this.sink = sink;
  }

  /** Reports what is wrong wherever it is used; the names in it count as used. */
  void check() {
    checkParameters();
    boolean isAmongParts = isOfParts(template, symbols);
    template.statements().forEach(statement -> check(statement, isAmongParts));
    template.parts().forEach(this::check);
    Set<String> words = words();
    words.forEach(symbols::find);
    for (NameSyntax parameter : template.parameters()) {
      if (!words.contains(parameter.text()) && !template.isBroken()) {
        sink.report(
            Code.UNUSED_COLUMN,
            parameter.span(),
            "parameter `" + parameter.text() + "` is never used");
      }
    }
  }

  private void checkParameters() {
    Map<String, Span> seen = new HashMap<>();
    for (NameSyntax parameter : template.parameters()) {
      Span earlier = seen.putIfAbsent(parameter.text(), parameter.span());
      if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.DUPLICATE_COLUMN,
                parameter.span(),
                "two parameters have the name `" + parameter.text() + "`")
            .withNote("the other is at", earlier));
      }
      symbols.find(parameter.text()).ifPresent(symbol -> symbols.reportTaken(parameter, symbol));
    }
  }

  private void check(PartSyntax part) {
    if (part instanceof PartSyntax.Where) {
      sink.report(Diagnostic.of(
              Code.STATEMENT_IN_WRONG_PART, part.span(), "a template has no table of its own")
          .withHelp("put `where` into the scenario, and hand its columns over as arguments"));
    } else if (part instanceof PartSyntax.Stray stray) {
      if (stray.statement() instanceof StatementSyntax.UseSyntax use) {
        TemplateUse.of(use, true, symbols, sink);
      } else {
        sink.report(Diagnostic.of(
                Code.STATEMENT_IN_WRONG_PART,
                part.span(),
                "this template holds parts, and a statement beside them")
            .withHelp(
                "move it into `given { ... }`, `when pe n { ... }` or `then { ... }`, or into a"
                    + " template of its own"));
      }
    } else if (part instanceof PartSyntax.Given given) {
      check(given.statements());
    } else if (part instanceof PartSyntax.When when) {
      check(when.statements());
      when.others().forEach(other -> check(other.statements()));
    } else if (part instanceof PartSyntax.Then then) {
      check(then.statements());
    }
  }

  private void check(List<StatementSyntax> statements) {
    statements.forEach(statement -> check(statement, false));
  }

  private void check(StatementSyntax statement, boolean isAmongParts) {
    if (statement instanceof StatementSyntax.UseSyntax use) {
      TemplateUse.of(use, isAmongParts, symbols, sink);
    } else if (statement instanceof StatementSyntax.LockSyntax lock) {
      check(lock.body());
    }
  }

  /** Whether a template stands among parts: one that uses others alone is like the first of them. */
  static boolean isOfParts(Template template, Symbols symbols) {
    boolean isOfUses = !template.statements().isEmpty()
        && template.statements().stream().allMatch(StatementSyntax.UseSyntax.class::isInstance);
    return template.isOfParts()
        || (isOfUses
            && symbols
                .find(((StatementSyntax.UseSyntax) template.statements().get(0))
                    .template()
                    .text())
                .filter(symbol -> symbol instanceof Symbol.TemplateSymbol used && used.isOfParts())
                .isPresent());
  }

  /** Every word behind its head, those in strings included, and none of comments. */
  private Set<String> words() {
    Set<String> words = new HashSet<>();
    String text = template.span().text();
    Matcher matcher = WORD.matcher(text);
    int body = text.indexOf('{');
    while (matcher.find()) {
      if (matcher.start() > body && !matcher.group().startsWith("/")) {
        words.addAll(List.of(matcher.group().split("\\W+", -1)));
      }
    }
    return words;
  }
}
