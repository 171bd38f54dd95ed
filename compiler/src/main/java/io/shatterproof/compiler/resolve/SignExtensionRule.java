package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;

/**
 * Rule: only a load of less than its register extends the sign.
 *
 * @see "Arm ARM DDI 0487, 'ISS encoding for an exception from a Data Abort', field SSE"
 */
final class SignExtensionRule {
  private SignExtensionRule() {}

  /**
   * Whether the rule holds, or does not count; if not, that is reported.
   *
   * @param size bytes of the access
   * @param span where the register is said
   */
  static boolean holds(
      AccessKind kind, TransferRegister register, int size, Span span, DiagnosticSink sink) {
    if (!register.isSignExtended()) {
      return true;
    }
    if (kind != AccessKind.READ) {
      sink.report(
          Diagnostic.of(Code.NO_SIGN_EXTENSION, span, "`" + kind.word() + "` extends no sign")
              .withHelp("leave `signed` out"));
      return false;
    }
    boolean isNarrower = size < register.sizeBytes();
    if (!isNarrower) {
      sink.report(Diagnostic.of(
              Code.NO_SIGN_EXTENSION,
              span,
              size + " bytes fill `" + register.name() + "`, and there is no sign to extend")
          .withHelp("leave `signed` out"));
    }
    return isNarrower;
  }
}
