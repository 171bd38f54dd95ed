package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.List;

/** What an operation returned can be expected where there is an operation. */
final class ReturnedRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      boolean hasOperation = phase.whens().stream().anyMatch(when -> hasOperation(when.steps()));
      phase.thens().stream()
          .flatMap(then -> then.expectations().stream())
          .filter(ExpectationModel.ReturnedExpectation.class::isInstance)
          .filter(expectation -> !hasOperation)
          .forEach(expectation -> sink.report(
              Code.NOTHING_RETURNED,
              expectation.span(),
              "no operation before this has returned anything"));
    }
  }

  private static boolean hasOperation(List<StepModel> steps) {
    return steps.stream()
        .anyMatch(step -> answers(step)
            || (step instanceof StepModel.LockStep lock && hasOperation(lock.body())));
  }

  private static boolean answers(StepModel step) {
    return step instanceof StepModel.TeardownStep teardown
        ? teardown.answers()
        : step instanceof StepModel.Returning;
  }
}
