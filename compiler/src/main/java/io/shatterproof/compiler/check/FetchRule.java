package io.shatterproof.compiler.check;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;

/**
 * An instruction is fetched from a multiple of its 4 bytes.
 *
 * @see "Arm ARM DDI 0487, 'PC alignment checking'"
 */
final class FetchRule implements Rule {
  private static final long INSTRUCTION_BYTES = 4;

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario.accesses().forEach(access -> check(access.kind(), access.address(), sink));
    for (Claimed claimed : Claimed.of(scenario)) {
      claimed.inGuest().ifPresent(access -> check(access.kind(), access.ipa(), sink));
    }
  }

  private static void check(AccessKind kind, Quantity address, DiagnosticSink sink) {
    if (kind == AccessKind.FETCH && (address.value() & (INSTRUCTION_BYTES - 1)) != 0) {
      sink.report(Diagnostic.of(
              Code.MISALIGNED,
              address.span(),
              "address " + address.hex() + " of a fetch is not aligned to " + INSTRUCTION_BYTES)
          .withNote("a PC alignment fault comes before any translation, and is not modelled"));
    }
  }
}
