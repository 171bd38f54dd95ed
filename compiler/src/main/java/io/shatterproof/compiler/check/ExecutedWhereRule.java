package io.shatterproof.compiler.check;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.RegimePes;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An instruction is executed at an Exception level that has it, and that reaches what it changes; a
 * TLB maintenance operation where there is a VMID.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions'"
 */
final class ExecutedWhereRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    if (scenario.regimes().stream().anyMatch(RegimeModel::isRaw)) {
      return; // which registers mean what is not known
    }
    RegimePes pes = new RegimePes();
    Set<Integer> withVmid = new HashSet<>();
    for (StepModel step : scenario.steps()) {
      pes.follow(step);
      if (step instanceof StepModel.RegisterStep write
          && write.register() == SystemRegister.VTTBR_EL2) {
        withVmid.add(write.pe());
      } else if (step instanceof StepModel.OfTlb executed) {
        checkLevel(executed, pes, sink);
        if (!withVmid.contains(executed.pe())) {
          checkVmid(executed, pes, scenario, sink);
        }
      }
    }
  }

  private static void checkLevel(StepModel.OfTlb step, RegimePes pes, DiagnosticSink sink) {
    Optional<StepModel.PutStep> put = pes.of(step.namedPe()).filter(where -> where.el() == 1);
    Optional<String> reason = put.isEmpty() ? Optional.empty() : obstacleAtEl1(step);
    reason.ifPresent(why -> sink.report(
        Diagnostic.of(Code.NOT_AT_THIS_LEVEL, step.span(), "PE " + step.namedPe() + " " + why)
            .withHelp("let a PE at EL2 do it, or let this one leave the guest before")
            .withNote("it was put there at", put.get().span())));
  }

  private static Optional<String> obstacleAtEl1(StepModel.OfTlb step) {
    if (step instanceof StepModel.TlbiStep tlbi && tlbi.operation().value().isUndefinedAtEl1()) {
      return Optional.of("is at EL1, where `" + tlbi.operation().value().word() + "` is UNDEFINED");
    }
    return step instanceof StepModel.OfEntry entry && !entry.entry().isStage1()
        ? Optional.of("is at EL1, in the guest, and does not reach the tables of stage 2")
        : Optional.empty();
  }

  private static void checkVmid(
      StepModel.OfTlb step, RegimePes pes, ScenarioModel scenario, DiagnosticSink sink) {
    if (!(step instanceof StepModel.TlbiStep tlbi)
        || pes.of(tlbi.namedPe()).isPresent()
        || !needsVmid(tlbi.operation().value())) {
      return;
    }
    Quantity pe = tlbi.namedPe();
    Span span = tlbi.operation().span();
    sink.report(Diagnostic.of(
            Code.PE_NOT_IN_REGIME,
            span,
            "PE " + pe + " has the registers of no regime, and `"
                + tlbi.operation().value().word() + "` takes its VMID from them")
        .withHelp("say in `given`: `pe " + pe + " at el2 with " + regime(scenario) + "`"));
  }

  private static String regime(ScenarioModel scenario) {
    return scenario.regimes().stream().findFirst().map(RegimeModel::name).orElse("vm");
  }

  private static boolean needsVmid(TlbiOp op) {
    return switch (op.scope()) {
      case ALL, EL2 -> false;
      case VMID, STAGE1_OF_VMID, ASID, VA, VA_ALL_ASIDS, IPA -> true;
    };
  }
}
