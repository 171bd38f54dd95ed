package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** Allocations, preemption checks and further domains are counted from 1. */
final class FromOneRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.FailAllocationStep fail) {
        check(fail.nth(), "`fail allocation 1` lets the next one fail", sink);
      } else if (step instanceof StepModel.CreateStep create) {
        String help = "`and 1 more` creates a second one; leave it out for one alone";
        create.more().ifPresent(more -> check(more, help, sink));
      } else if (step instanceof StepModel.Preemptible preemptible) {
        String help = "`preempt every 1` preempts at each check; leave it out for never";
        preemptible.preemptEvery().ifPresent(every -> check(every, help, sink));
      }
    }
  }

  private static void check(Quantity quantity, String help, DiagnosticSink sink) {
    if (quantity.value() == 0) {
      sink.report(Diagnostic.of(
              Code.COUNTED_FROM_ONE, quantity.span(), "this is counted from 1, not from 0")
          .withHelp(help));
    }
  }
}
