package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import java.util.Optional;

/** Rule: the base of the start table is aligned to the table, and an output address. */
final class RootRule {
  private RootRule() {}

  /** Whether the rule holds, or does not count; if not, that is reported. */
  static boolean holds(RegimeModel regime, Optional<Quantity> root, DiagnosticSink sink) {
    if (root.isEmpty() || regime.isUnchecked()) {
      return true;
    }
    long startBytes = regime.startAlignment();
    if ((root.get().value() & (startBytes - 1)) != 0) {
      sink.report(Diagnostic.of(
              Code.MISALIGNED,
              root.get().span(),
              "root " + root.get().hex() + " is not aligned to the start table, which has "
                  + startBytes + " bytes")
          .withHelp("to test that, add `unchecked` to the regime"));
      return false;
    }
    long ps = VtcrEl2.PS.of(regime.register(SystemRegister.VTCR_EL2));
    if (root.get().value() >>> VtcrEl2.outputBits(ps) != 0) {
      sink.report(Diagnostic.of(
              Code.PA_OUT_OF_RANGE,
              root.get().span(),
              "root " + root.get().hex() + " does not fit in the " + VtcrEl2.outputBits(ps)
                  + " bits of output of regime `" + regime.name() + "`")
          .withHelp("to test that, add `unchecked` to the regime"));
      return false;
    }
    return true;
  }
}
