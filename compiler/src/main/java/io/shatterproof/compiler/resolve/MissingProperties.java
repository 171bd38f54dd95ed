package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rule: a declaration says what has no default. */
final class MissingProperties {
  private final String kind;
  private final NameSyntax name;
  private final List<String> properties = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();

  MissingProperties(String kind, NameSyntax name) {
    this.kind = kind;
    this.name = name;
  }

  /** Asks for a property. */
  void unless(Optional<?> given, String property, String example) {
    if (given.isEmpty()) {
      properties.add("`" + property + "`");
      examples.add("`" + example + "`");
    }
  }

  /** Reports what is missing; whether something is. */
  boolean report(DiagnosticSink sink) {
    if (properties.isEmpty()) {
      return false;
    }
    sink.report(Diagnostic.of(
            Code.MISSING_PROPERTY,
            name.span(),
            kind + " `" + name.text() + "` does not say " + String.join(" and ", properties))
        .withHelp("add for example " + String.join(" and ", examples)));
    return true;
  }
}
