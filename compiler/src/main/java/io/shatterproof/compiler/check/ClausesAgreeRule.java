package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.SeesExpectation;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StretchModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two clauses about the same access in the same stretch can both hold. */
final class ClausesAgreeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel block : phase.meanwhile()) {
        List<SeesExpectation> earlier = new ArrayList<>();
        for (ExpectationModel expectation : block.expectations()) {
          if (expectation instanceof SeesExpectation sees) {
            earlier.stream()
                .filter(other -> subject(other).equals(subject(sees)))
                .findFirst()
                .ifPresent(other -> check(other, sees, sink));
            earlier.add(sees);
          }
        }
      }
    }
  }

  private static void check(SeesExpectation earlier, SeesExpectation later, DiagnosticSink sink) {
    Optional<OutcomeModel> excluded = excluded(later, earlier);
    Optional<OutcomeModel> lost = excluded(earlier, later);
    boolean isContradiction = (later.everyMember() && excluded.isPresent())
        || (earlier.everyMember() && lost.isPresent())
        || later.outcomes().stream().noneMatch(outcome -> isIn(outcome, earlier));
    if (isContradiction) {
      sink.report(Diagnostic.of(
              Code.CONTRADICTION,
              later.span(),
              "this cannot hold together with what is said of the same access in the same stretch")
          .withHelp("leave one of the two out, or give them different stretches")
          .withNote("the other is at", earlier.span()));
    }
  }

  /** An outcome of one clause that another one does not have. */
  private static Optional<OutcomeModel> excluded(SeesExpectation from, SeesExpectation by) {
    return from.outcomes().stream().filter(outcome -> !isIn(outcome, by)).findFirst();
  }

  private static boolean isIn(OutcomeModel outcome, SeesExpectation clause) {
    return Outcomes.isAmong(outcome, clause.outcomes());
  }

  /** The access and the stretch, without where they are written. */
  private static List<Object> subject(SeesExpectation sees) {
    StretchModel stretch = sees.stretch();
    List<Object> subject = new ArrayList<>(Outcomes.access(sees.observed()));
    subject.add(stretch.from().map(Spanned::value).orElse(""));
    subject.add(stretch.fromEnd());
    subject.add(stretch.to().map(Spanned::value).orElse(""));
    return subject;
  }
}
