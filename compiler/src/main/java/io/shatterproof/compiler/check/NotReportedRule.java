package io.shatterproof.compiler.check;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.RegimePes;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import java.util.Optional;
import java.util.Set;

/**
 * A register is claimed where it holds something.
 *
 * @see "Arm pseudocode AArch64_ReportException(), IPAValid(), AArch64_AT()"
 */
final class NotReportedRule implements Rule {
  private static final Set<String> UNKNOWN_IN_PAR = Set.of("ns", "impdef");

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    RegimePes pes = new RegimePes();
    scenario.given().forEach(pes::follow);
    for (PhaseModel phase : scenario.phases()) {
      phase.observers().forEach(observer -> check(observer, pes, sink));
      phase.whens().forEach(when -> when.steps().forEach(pes::follow));
      phase.thens().forEach(then -> then.expectations().forEach(e -> check(e, pes, sink)));
    }
  }

  private static void check(ExpectationModel expectation, RegimePes pes, DiagnosticSink sink) {
    Optional<Claimed> claimed = Claimed.of(expectation);
    if (claimed.isEmpty()) {
      return;
    }
    ObservedModel access = claimed.get().access();
    int el = claimed
        .get()
        .inGuest()
        .map(ObservedModel.GuestAccessModel::level)
        .orElseGet(() -> pes.level((AccessModel) access));
    for (OutcomeModel outcome : claimed.get().outcomes()) {
      for (OutcomeModel.ReportModel report : outcome.reports()) {
        Optional<String> reason = outcome instanceof OutcomeModel.FaultOutcome fault
            ? ofFault(access.kind(), el, fault, report)
            : ofSuccess(access.kind(), report);
        reason.ifPresent(why -> sink.report(Diagnostic.of(
                Code.NOT_REPORTED,
                report.span(),
                "`" + report.register().word() + "` cannot be claimed here: " + why)
            .withHelp("leave it out")));
      }
    }
  }

  private static Optional<String> ofSuccess(AccessKind kind, OutcomeModel.ReportModel report) {
    if (report.register() != OutcomeModel.Register.PAR) {
      return Optional.of("an access that succeeds reports nothing there");
    }
    return isAt(kind) ? fieldOfPar(report) : notAt(kind);
  }

  private static Optional<String> ofFault(
      AccessKind kind, int el, OutcomeModel.FaultOutcome fault, OutcomeModel.ReportModel report) {
    boolean isInPar = isAt(kind) && !isException(kind, el, fault);
    return switch (report.register()) {
      case PAR ->
        isInPar
            ? fieldOfPar(report)
            : isAt(kind)
                ? Optional.of("this fault is taken as an exception, and PAR_EL1 is UNKNOWN then")
                : notAt(kind);
      case ESR -> isInPar ? inPar() : unknownDirection(kind, fault, report);
      case FAR -> isInPar ? inPar() : Optional.empty();
      case HPFAR -> isInPar ? inPar() : unknownIpa(fault);
    };
  }

  /** Whether an address translation instruction takes an exception instead of reporting in PAR. */
  private static boolean isException(AccessKind kind, int el, OutcomeModel.FaultOutcome fault) {
    boolean isFromWalk = fault.stage() == FaultStage.STAGE2_ON_STAGE1_WALK;
    return fault.kind() == FaultKind.EXTERNAL || (kind.isStage1Only() && el == 1 && isFromWalk);
  }

  private static boolean isAt(AccessKind kind) {
    return kind.group() == AccessKind.Group.ADDRESS_TRANSLATION;
  }

  private static Optional<String> notAt(AccessKind kind) {
    return Optional.of("`" + kind.word() + "` is no address translation instruction");
  }

  private static Optional<String> inPar() {
    return Optional.of("address translation reports this fault in PAR_EL1");
  }

  private static Optional<String> fieldOfPar(OutcomeModel.ReportModel report) {
    return report.fields().stream()
        .map(Spanned::value)
        .filter(UNKNOWN_IN_PAR::contains)
        .findFirst()
        .map(field -> "its field `" + field + "` holds anything");
  }

  private static Optional<String> unknownDirection(
      AccessKind kind, OutcomeModel.FaultOutcome fault, OutcomeModel.ReportModel report) {
    boolean isNamed = report.fields().stream().anyMatch(field -> field.value().equals("wnr"));
    boolean isUnknown = fault.kind() == FaultKind.UNSUPPORTED
        || (fault.kind() == FaultKind.EXTERNAL && kind == AccessKind.ATOMIC);
    return isNamed && isUnknown
        ? Optional.of("its field `wnr` is UNKNOWN for this fault")
        : Optional.empty();
  }

  private static Optional<String> unknownIpa(OutcomeModel.FaultOutcome fault) {
    if (fault.stage() == FaultStage.STAGE1) {
      return Optional.of("a fault of stage 1 does not write HPFAR_EL2");
    }
    boolean isValid = switch (fault.kind()) {
      case TRANSLATION, ADDRESS_SIZE, ACCESS_FLAG -> true;
      case PERMISSION -> fault.stage() == FaultStage.STAGE2_ON_STAGE1_WALK;
      case EXTERNAL, ALIGNMENT, UNSUPPORTED, CONFLICT -> false;
    };
    return isValid
        ? Optional.empty()
        : Optional.of(
            "HPFAR_EL2 is UNKNOWN for a fault of class `" + fault.kind().word() + "`"
                + (fault.kind() == FaultKind.PERMISSION ? " that is not on a stage 1 walk" : ""));
  }
}
