package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
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
    long pes =
        scenario.platform().map(known -> (long) known.platform().pes()).orElse(Long.MAX_VALUE);
    for (StepModel step : scenario.steps()) {
      boolean isByMissingPe =
          step instanceof StepModel.ByNamedPe named && !named.namedPe().isAtMost(pes - 1);
      if (!isByMissingPe) { // that is told already
        check(step, state, sink);
      }
      state.follow(step);
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
  }
}
