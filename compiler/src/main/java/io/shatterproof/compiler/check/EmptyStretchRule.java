package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StretchModel;

/** A stretch ends behind its beginning. */
final class EmptyStretchRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      LabelPlaces places = new LabelPlaces(scenario, phase);
      for (ExpectationModel.OfObserver observer : phase.observers()) {
        check(observer.stretch(), places, sink);
      }
    }
  }

  private static void check(StretchModel stretch, LabelPlaces places, DiagnosticSink sink) {
    if (stretch.from().isEmpty() || stretch.to().isEmpty()) {
      return;
    }
    String from = stretch.from().get().value();
    String to = stretch.to().get().value();
    if (places.isAtOrBefore(to, from)) {
      sink.report(Diagnostic.of(
              Code.EMPTY_STRETCH,
              stretch.span(),
              "nothing lies in this stretch: `" + to + "` is "
                  + (to.equals(from) ? "where it begins" : "done before `" + from + "`"))
          .withHelp(
              to.equals(from)
                  ? "what is seen once it is done: `after " + from + "`"
                  : "write `from " + to + " to " + from + "`"));
    }
  }
}
