package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.List;

/** Bodies that are done at once are of one PE each. */
final class BodiesRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      List<WhenModel> whens = phase.whens();
      for (int i = 0; i < whens.size(); i++) {
        boolean isOfSeveral =
            whens.get(i).isAtOnce() || (i + 1 < whens.size() && whens.get(i + 1).isAtOnce());
        if (isOfSeveral) {
          checkSteps(whens.get(i), sink);
        }
        if (whens.get(i).isAtOnce()) {
          checkPe(whens, i, sink);
        }
      }
    }
  }

  private static void checkPe(List<WhenModel> whens, int index, DiagnosticSink sink) {
    WhenModel when = whens.get(index);
    for (int i = index; i > 0 && whens.get(i).isAtOnce(); i--) { // the first may have a mistake
      WhenModel other = whens.get(i - 1);
      if (other.pe().value() == when.pe().value()) {
        sink.report(Diagnostic.of(
                Code.BODIES_ON_ONE_PE,
                when.pe().span(),
                "PE " + when.pe() + " does two things at once")
            .withHelp("name another PE, or write one body")
            .withNote("its other body is at", other.pe().span()));
        return;
      }
    }
  }

  private static void checkSteps(WhenModel when, DiagnosticSink sink) {
    if (when.steps().isEmpty()) {
      sink.report(Diagnostic.of(
              Code.BODIES_ON_ONE_PE,
              when.span(),
              "PE " + when.pe() + " does nothing at once with others")
          .withHelp("leave this body out, or write its steps"));
    }
    for (StepModel step : when.steps()) {
      if (step instanceof StepModel.ByNamedPe named
          && named.namedPe().value() != when.pe().value()) {
        sink.report(Diagnostic.of(
                Code.BODIES_ON_ONE_PE,
                named.namedPe().span(),
                "PE " + named.namedPe() + " does something in the body of PE " + when.pe())
            .withHelp("write a body for it: `and pe " + named.namedPe() + " { ... }`"));
      }
    }
  }
}
