package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimePes;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** A PE leaves a guest, and does what a guest does in one, that it is in. */
final class InGuestRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    if (!scenario.regimes().isEmpty()) {
      checkRegimes(scenario, sink);
      return;
    }
    GuestState state = GuestState.atFirst(scenario);
    scenario.given().forEach(step -> check(step, state, sink));
    for (PhaseModel phase : scenario.phases()) {
      phase.whens().forEach(when -> when.steps().forEach(step -> check(step, state, sink)));
    }
  }

  private static void checkRegimes(ScenarioModel scenario, DiagnosticSink sink) {
    RegimePes pes = new RegimePes();
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.LeaveStep leave
          && pes.of(leave.namedPe()).filter(put -> put.el() == 1).isEmpty()) {
        reportInNone(leave.namedPe(), sink);
      }
      pes.follow(step);
    }
  }

  private static void reportInNone(Quantity pe, DiagnosticSink sink) {
    sink.report(Diagnostic.of(Code.NOT_IN_GUEST, pe.span(), "PE " + pe + " is in no guest")
        .withHelp("let it enter one before"));
  }

  private static void check(StepModel step, GuestState state, DiagnosticSink sink) {
    if (step instanceof StepModel.LeaveStep leave && !state.isInAny(leave.namedPe())) {
      reportInNone(leave.namedPe(), sink);
    } else if (step instanceof StepModel.InGuest guest
        && !state.isIn(guest.namedPe(), guest.domain())) {
      Quantity pe = guest.namedPe();
      String name = guest.domain().name();
      sink.report(Diagnostic.of(
              Code.NOT_IN_GUEST,
              pe.span(),
              "PE " + pe + " is not in the guest of domain `" + name + "`")
          .withHelp("let it enter before: `pe " + pe + " enters " + name + "`"));
    }
    state.follow(step);
  }
}
