package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Spanned;
import java.util.Optional;

/** Rule: EL1 is AArch64, with {@code unchecked}, too, since nothing else is modelled. */
final class ExecutionStateRule {
  private ExecutionStateRule() {}

  /** Whether the rule holds; if not, that is reported. */
  static boolean holds(RegimeRegisters registers, DiagnosticSink sink) {
    Optional<Spanned<Long>> rw =
        registers.said(SystemRegister.HCR_EL2, HcrEl2.RW).filter(value -> value.value() == 0);
    rw.ifPresent(value ->
        sink.report(Diagnostic.of(Code.NOT_MODELLED, value.span(), "AArch32 at EL1 is not modelled")
            .withHelp("leave `rw` out: it is 1 then")));
    return rw.isEmpty();
  }
}
