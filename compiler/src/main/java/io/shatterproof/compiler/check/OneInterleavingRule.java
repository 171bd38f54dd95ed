package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/** Once in a scenario several PEs do something at once, since every order is tried. */
final class OneInterleavingRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Optional<Span> first = Optional.empty();
    boolean isOfLast = false;
    for (PhaseModel phase : scenario.phases()) {
      for (WhenModel when : phase.whens()) {
        if (when.isAtOnce() && first.isPresent() && !isOfLast) {
          sink.report(Diagnostic.of(
                  Code.SEVERAL_INTERLEAVINGS,
                  when.span(),
                  "a scenario has `and` once, since every order of the steps is tried")
              .withHelp("make two scenarios of it")
              .withNote("the other is at", first.get()));
          return;
        }
        isOfLast = when.isAtOnce();
        first = isOfLast && first.isEmpty() ? Optional.of(when.span()) : first;
      }
      isOfLast = false;
    }
  }
}
