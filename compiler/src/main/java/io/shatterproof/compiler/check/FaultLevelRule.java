package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.ScenarioModel;

/** A level is claimed of a fault that is reported with one. */
final class FaultLevelRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Claimed.of(scenario)
        .forEach(claimed -> claimed.outcomes().forEach(outcome -> check(outcome, sink)));
  }

  private static void check(OutcomeModel outcome, DiagnosticSink sink) {
    if (outcome instanceof OutcomeModel.FaultOutcome fault
        && fault.level().isPresent()
        && !fault.kind().hasLevel()) {
      sink.report(Diagnostic.of(
              Code.CONTRADICTION,
              fault.level().get().span(),
              "an " + fault.kind().word() + " fault is reported without a level")
          .withHelp("leave the level out"));
    }
  }
}
