package io.shatterproof.compiler.check;

import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** A PE that is named exists on the platform. */
final class ExistingPeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario.platform().ifPresent(known -> check(scenario, known.platform(), sink));
  }

  private static void check(ScenarioModel scenario, Platform platform, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      phase.whens().forEach(when -> check(when.pe(), platform, sink));
    }
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.ByNamedPe named && !isOnPeOfPart(named)) {
        check(named.namedPe(), platform, sink);
      }
    }
    Claimed.of(scenario).stream()
        .filter(claimed -> !claimed.isByIommu())
        .forEach(claimed -> check(claimed.pe(), platform, sink));
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.ViolationExpectation violation) {
        violation.heldBy().forEach(pe -> check(pe, platform, sink));
      }
    }
  }

  /** Then the part names the PE. */
  private static boolean isOnPeOfPart(StepModel.ByNamedPe step) {
    return step.namedPe().span().equals(step.span());
  }

  private static void check(Quantity pe, Platform platform, DiagnosticSink sink) {
    if (!pe.isAtMost(platform.pes() - 1L)) {
      sink.report(Diagnostic.of(
              Code.NO_SUCH_PE, pe.span(), "platform `" + platform.name() + "` has no PE " + pe)
          .withNote("it has " + platform.pes() + ", numbered from 0"));
    }
  }
}
