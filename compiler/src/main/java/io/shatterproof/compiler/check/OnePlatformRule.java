package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;

/** The domains of a scenario are on one platform. */
final class OnePlatformRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    List<DomainModel> domains = scenario.domains();
    domains.stream()
        .filter(domain -> !domain.platform().equals(domains.get(0).platform()))
        .findFirst()
        .ifPresent(other -> sink.report(Diagnostic.of(
                Code.SEVERAL_PLATFORMS,
                scenario.header().titleSpan(),
                "this scenario uses domains on two platforms: `"
                    + domains.get(0).platform().platform().name() + "` and `"
                    + other.platform().platform().name() + "`")
            .withNote(
                "domain `" + domains.get(0).name() + "` at " + domains.get(0).span())
            .withNote("domain `" + other.name() + "` at " + other.span())));
  }
}
