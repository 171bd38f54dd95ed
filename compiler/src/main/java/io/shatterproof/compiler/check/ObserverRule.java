package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A PE that observes does nothing else meanwhile. */
final class ObserverRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      Set<Span> told = new HashSet<>(); // one PE may have several sights
      for (ExpectationModel.OfObserver observer : phase.observers()) {
        Quantity pe = observer.observed().pe();
        Optional<Span> deed = deed(pe, phase);
        if (deed.isPresent() && told.add(pe.span())) {
          sink.report(Diagnostic.of(
                  Code.OBSERVER_OPERATES, pe.span(), "PE " + pe + " observes what it does itself")
              .withHelp("observe from another PE, or say it in `then`")
              .withNote("it does something at", deed.get()));
        }
      }
    }
  }

  private static Optional<Span> deed(Quantity pe, PhaseModel phase) {
    for (WhenModel when : phase.whens()) {
      if (when.pe().value() == pe.value()) {
        return Optional.of(when.pe().span());
      }
      for (StepModel step : when.steps()) {
        if (step instanceof StepModel.OnPe onPe && onPe.pe() == pe.value()) {
          return Optional.of(step.span());
        }
      }
    }
    return Optional.empty();
  }
}
