package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** In {@code given} something is unmapped that was mapped. */
final class GivenUnmapsRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Arranged arranged = new Arranged();
    for (StepModel step : scenario.given()) {
      if (step instanceof StepModel.UnmapStep unmap
          && !unmap.isToFail()
          && !arranged.hasAny(unmap)) {
        sink.report(Diagnostic.of(
                Code.NOTHING_TO_UNMAP,
                unmap.span(),
                "nothing was mapped here before, so this removes nothing")
            .withHelp("correct the address, leave it out, or move it into `when`"));
      }
      arranged.follow(step);
    }
  }
}
