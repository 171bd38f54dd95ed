package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.Set;

/** Entries whose use is heard of are asked of a scenario that names a profile which has them. */
final class HeardUseRule implements Rule {
  private static final Set<String> HAVE_THEM = Set.of("xen_latest");

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    if (namesOne(scenario)) {
      return;
    }
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.OfHeardUse) {
        sink.report(Diagnostic.of(
                Code.USE_NOT_HEARD_OF,
                step.span(),
                "no profile of this scenario hears of the use of entries")
            .withHelp("write the domain with `p2m xen_latest`"));
      }
    }
  }

  private static boolean namesOne(ScenarioModel scenario) {
    return scenario.domains().stream()
            .anyMatch(domain -> HAVE_THEM.contains(domain.config().profile()))
        || scenario.phases().stream()
            .map(PhaseModel::thens)
            .flatMap(thens -> thens.stream())
            .anyMatch(then -> then.scope().profiles().stream().anyMatch(HAVE_THEM::contains));
  }
}
