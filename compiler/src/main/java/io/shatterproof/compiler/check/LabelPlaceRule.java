package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.StepModel;

/** What has a label is one step for whoever does it, and a lock that has one holds no other. */
final class LabelPlaceRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (LabelModel label : scenario.labels()) {
      if (isSeveral(label.step())) {
        sink.report(Diagnostic.of(
                Code.LABEL_IN_WRONG_PLACE,
                label.name().span(),
                "a label stands before one step, and this is several")
            .withHelp(
                label.step() instanceof StepModel.TeardownStep
                    ? "write `relinquish` and `teardown`, each with a label of its own"
                    : "put the label before the step ahead of it, or behind it"));
      } else if (label.step() instanceof StepModel.LockStep lock) {
        scenario.labels().stream()
            .filter(other -> lock.body().contains(other.step()))
            .forEach(other -> sink.report(Diagnostic.of(
                    Code.LABEL_IN_WRONG_PLACE,
                    other.name().span(),
                    "a step of a lock with a label has none of its own")
                .withHelp("leave one of the two out")
                .withNote("the lock is labelled at", label.name().span())));
      }
    }
  }

  private static boolean isSeveral(StepModel step) {
    return (step instanceof StepModel.PutStep put && !put.regime().isRaw())
        || (step instanceof StepModel.TeardownStep teardown && teardown.relinquishes());
  }
}
