package io.shatterproof.compiler.check;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimePes;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.Optional;

/** An access comes from a PE that has the registers of its regime, at a level that can do it. */
final class PeInRegimeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    RegimePes pes = new RegimePes();
    scenario.given().forEach(pes::follow);
    scenario.given().forEach(step -> check(step, pes, sink));
    for (PhaseModel phase : scenario.phases()) {
      for (ExpectationModel.OfObserver observer : phase.observers()) {
        if (observer.observed() instanceof AccessModel access) {
          check(access, pes, sink);
        }
      }
      for (PhaseModel.WhenModel when : phase.whens()) {
        for (StepModel step : when.steps()) {
          pes.follow(step);
          check(step, pes, sink);
        }
      }
      phase.thens().stream()
          .flatMap(then -> then.expectations().stream())
          .filter(ExpectationModel.ProbeExpectation.class::isInstance)
          .forEach(probe -> check(((ExpectationModel.ProbeExpectation) probe).access(), pes, sink));
    }
  }

  private static void check(StepModel step, RegimePes pes, DiagnosticSink sink) {
    if (step instanceof StepModel.PerformStep perform) {
      check(perform.access(), pes, sink);
    }
  }

  private static void check(AccessModel access, RegimePes pes, DiagnosticSink sink) {
    String regime = access.regime().name();
    Quantity pe = access.pe();
    if (!pe.isAtMost(access.regime().platform().platform().pes() - 1L)) {
      return; // there is no such PE, which another rule says
    }
    if (access.regime().isRaw()) {
      checkLevel(access, pes.level(access), sink);
      return;
    }
    Optional<StepModel.PutStep> put = pes.of(pe);
    if (put.isEmpty() || !put.get().regime().equals(access.regime())) {
      sink.report(Diagnostic.of(
              Code.PE_NOT_IN_REGIME,
              pe.span(),
              "PE " + pe + " does not have the registers of regime `" + regime + "`")
          .withHelp("say in `given`: `pe " + pe + " at el1 with " + regime + "`"));
      return;
    }
    reason(access, put.get())
        .ifPresent(reason -> sink.report(Diagnostic.of(
                Code.NOT_AT_THIS_LEVEL, access.span(), "`" + access.kind().word() + "` " + reason)
            .withNote("PE " + pe + " was put there at", put.get().span())));
  }

  private static void checkLevel(AccessModel access, int el, DiagnosticSink sink) {
    access
        .kind()
        .obstacleAt(el)
        .ifPresent(reason -> sink.report(Diagnostic.of(
                Code.NOT_AT_THIS_LEVEL, access.span(), "`" + access.kind().word() + "` " + reason)
            .withHelp("say `from el1` or `from el2`")));
  }

  private static Optional<String> reason(AccessModel access, StepModel.PutStep put) {
    AccessKind kind = access.kind();
    boolean isAt = kind.group() == AccessKind.Group.ADDRESS_TRANSLATION;
    boolean isFromEl0 = access.from().filter(from -> from.value() == 0).isPresent();
    if (isAt && access.from().isPresent()) {
      return Optional.of("is executed where the PE is; its name says whose rights count");
    }
    return kind.obstacleAt(put.el() == 2 || !isFromEl0 ? put.el() : 0)
        .map(reason -> isAt ? reason + ": put the PE at EL2" : reason);
  }
}
