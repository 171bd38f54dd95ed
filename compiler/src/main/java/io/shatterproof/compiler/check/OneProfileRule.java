package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;

/** The domains of a scenario have one profile: one implementation runs them all. */
final class OneProfileRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    List<DomainModel> domains = scenario.domains();
    domains.stream()
        .filter(d -> !d.config().profile().equals(domains.get(0).config().profile()))
        .findFirst()
        .ifPresent(other -> sink.report(Diagnostic.of(
                Code.SEVERAL_PROFILES,
                scenario.header().titleSpan(),
                "this scenario uses domains of two profiles: `"
                    + domains.get(0).config().profile() + "` and `"
                    + other.config().profile() + "`")
            .withNote(
                "domain `" + domains.get(0).name() + "` at", domains.get(0).span())
            .withNote("domain `" + other.name() + "` at", other.span())));
  }
}
