package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/**
 * In {@code given} no mapping is hidden by a later one of the same range, or of one that overlaps.
 */
final class GivenMapsRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Arranged arranged = new Arranged();
    for (StepModel step : scenario.given()) {
      Arranged.mapped(step)
          .ifPresent(map -> arranged
              .hiddenBy(map)
              .ifPresent(earlier -> sink.report(Diagnostic.of(
                      Code.MAPPED_TWICE,
                      map.span(),
                      "this maps over what was mapped before it, and nothing has looked at that")
                  .withHelp("correct the address or the size, or move the later one into `when`")
                  .withNote("the earlier one is at", earlier.span()))));
      arranged.follow(step);
    }
  }
}
