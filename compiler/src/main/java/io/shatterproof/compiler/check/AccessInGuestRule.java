package io.shatterproof.compiler.check;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ObservedModel.GuestAccessModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.p2m.DomainConfig;
import java.util.Optional;

/**
 * An access in the guest of a domain is executed where its instruction exists, and of stage 1, which is
 * off there, meets nothing but a fault of alignment.
 */
final class AccessInGuestRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (Claimed claimed : Claimed.of(scenario)) {
      Optional<GuestAccessModel> access = claimed.inGuest();
      if (access.isPresent()) {
        checkPe(access.get(), sink);
        checkLevel(access.get(), sink);
        claimed.outcomes().forEach(outcome -> checkStage(outcome, sink));
      }
    }
  }

  /** A translation is made by the hypervisor. */
  private static void checkPe(GuestAccessModel access, DiagnosticSink sink) {
    DomainConfig domain = access.domain().config();
    if (!access.isTranslation() || access.pe().value() == domain.operatedBy()) {
      return;
    }
    sink.report(Diagnostic.of(
            Code.ACCESS_FROM_WRONG_PE,
            access.pe().span(),
            "`" + access.kind().word() + "` is executed at EL2, by the PE that operates on domain `"
                + domain.name() + "`")
        .withHelp("that is PE " + domain.operatedBy())
        .withNote("domain declared at", access.domain().span()));
  }

  private static void checkLevel(GuestAccessModel access, DiagnosticSink sink) {
    Optional<String> reason = access.isTranslation()
        ? access.from().map(from -> "is executed at EL2; its name says whose rights count")
        : access.kind().obstacleAt(access.level());
    reason.ifPresent(why -> sink.report(Diagnostic.of(
            Code.NOT_AT_THIS_LEVEL,
            access.from().map(from -> from.span()).orElse(access.span()),
            "`" + access.kind().word() + "` " + why)
        .withHelp("leave `from` out")));
  }

  private static void checkStage(OutcomeModel outcome, DiagnosticSink sink) {
    if (!(outcome instanceof OutcomeModel.FaultOutcome fault)
        || fault.stage() == FaultStage.STAGE2
        || (fault.stage() == FaultStage.STAGE1 && fault.kind() == FaultKind.ALIGNMENT)) {
      return;
    }
    sink.report(
        Diagnostic.of(Code.NEVER_HOLDS, fault.span(), "stage 1 of the guest of a domain is off")
            .withHelp("say it under a regime that has a `stage1`"));
  }
}
