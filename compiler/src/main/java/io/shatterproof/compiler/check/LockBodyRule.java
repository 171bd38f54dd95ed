package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** A lock is held over operations on what a living domain maps. */
final class LockBodyRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.LockStep lock) {
        lock.body().stream()
            .filter(inner -> !mayBeLocked(inner))
            .forEach(inner -> sink.report(Diagnostic.of(
                    Code.NOT_UNDER_LOCK,
                    inner.span(),
                    "a lock is held over mapping, removing, protecting and cleaning only")
                .withHelp("move it before or behind the lock")
                .withNote("the lock is taken at", lock.span())));
      }
    }
  }

  /** Whether a step can stand below a lock, as far as this rule is concerned. */
  static boolean mayBeLocked(StepModel step) {
    boolean isOfWholeDomain = step instanceof StepModel.RelinquishStep
        || step instanceof StepModel.TeardownStep
        || step instanceof StepModel.PoolStep;
    boolean isOperation = step instanceof StepModel.Operation && !isOfWholeDomain;
    return isOperation || step instanceof StepModel.LockStep; // another rule's concern
  }
}
