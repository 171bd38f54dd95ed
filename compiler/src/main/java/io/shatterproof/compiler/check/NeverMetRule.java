package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.NeverAfterExpectation;
import io.shatterproof.compiler.model.ExpectationModel.SeesExpectation;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StretchModel;
import java.util.List;

/** {@code never A after B} is about outcomes that the same observer may see. */
final class NeverMetRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel block : phase.meanwhile()) {
        for (ExpectationModel expectation : block.expectations()) {
          if (expectation instanceof NeverAfterExpectation never) {
            block.expectations().stream()
                .filter(SeesExpectation.class::isInstance)
                .map(SeesExpectation.class::cast)
                .filter(sees -> isAbout(sees, never))
                .findFirst()
                .ifPresent(sees -> check(never, sees, sink));
          }
        }
      }
    }
  }

  private static void check(
      NeverAfterExpectation never, SeesExpectation sees, DiagnosticSink sink) {
    for (OutcomeModel outcome : List.of(never.never(), never.after())) {
      if (!Outcomes.isAmong(outcome, sees.outcomes())) {
        sink.report(Diagnostic.of(
                Code.NEVER_MET,
                outcome.span(),
                "this outcome is not among those that may be seen, so the clause never fails")
            .withNote("what may be seen is said at", sees.span()));
      }
    }
  }

  /** Whether it is about the same access, in the same stretch or all the time. */
  private static boolean isAbout(SeesExpectation sees, NeverAfterExpectation never) {
    List<Object> whole = List.of("", false, "");
    List<Object> stretch = stretch(sees.stretch());
    return Outcomes.access(sees.observed()).equals(Outcomes.access(never.observed()))
        && (stretch.equals(whole) || stretch.equals(stretch(never.stretch())));
  }

  private static List<Object> stretch(StretchModel stretch) {
    return List.of(
        stretch.from().map(Spanned::value).orElse(""),
        stretch.fromEnd(),
        stretch.to().map(Spanned::value).orElse(""));
  }
}
