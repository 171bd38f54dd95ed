package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;

/** A scenario is about a domain, or about bare tables. */
final class SomeDomainRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    if (scenario.domains().isEmpty() && scenario.regimes().isEmpty()) {
      sink.report(Code.NO_DOMAIN, scenario.header().titleSpan(), "this scenario names no domain");
    }
  }
}
