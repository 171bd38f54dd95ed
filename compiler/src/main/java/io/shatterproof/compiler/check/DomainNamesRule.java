package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.HashMap;
import java.util.Map;

/** The domains of a scenario have different names, those that templates bring included. */
final class DomainNamesRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Map<String, DomainModel> byName = new HashMap<>();
    for (DomainModel domain : scenario.domains()) {
      DomainModel other = byName.putIfAbsent(domain.name(), domain);
      if (other != null && !other.span().equals(domain.span())) {
        sink.report(Diagnostic.of(
                Code.DUPLICATE_NAME,
                scenario.header().titleSpan(),
                "two domains of this scenario have the name `" + domain.name() + "`")
            .withNote("one is declared at", other.span())
            .withNote("the other one is declared at", domain.span())
            .withHelp("hand the domain over to the template as an argument"));
      }
    }
  }
}
