package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** Below a lock are operations on its domain. */
final class NestedLockRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.LockStep lock) {
        lock.body().forEach(inner -> check(lock, inner, sink));
      }
    }
  }

  private static void check(StepModel.LockStep lock, StepModel inner, DiagnosticSink sink) {
    if (inner instanceof StepModel.LockStep) {
      sink.report(
          Diagnostic.of(Code.NESTED_LOCK, inner.span(), "a lock is taken while another is held")
              .withNote("the other is taken at", lock.span()));
    } else if (inner instanceof StepModel.Operation operation
        && LockBodyRule.mayBeLocked(operation)
        && !operation.domain().equals(lock.domain())) {
      otherDomain(lock, inner, sink);
    }
  }

  private static void otherDomain(StepModel.LockStep lock, StepModel inner, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.NESTED_LOCK,
            inner.span(),
            "an operation on another domain while the lock of `" + lock.domain().name()
                + "` is held")
        .withNote("it would take the lock of its own domain"));
  }
}
