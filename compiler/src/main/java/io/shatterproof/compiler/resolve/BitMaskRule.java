package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import java.util.Optional;

/** Rule: the bits that are claimed of a word are some, and the value has no others. */
final class BitMaskRule {
  private BitMaskRule() {}

  /**
   * Whether it holds; if not, that is reported.
   *
   * @param mask the claimed bits, where not all are
   */
  static boolean holds(Quantity value, Optional<Quantity> mask, DiagnosticSink sink) {
    if (mask.isEmpty()) {
      return true;
    }
    if ((value.value() & ~mask.get().value()) != 0) {
      sink.report(
          Code.OUT_OF_RANGE,
          value.span(),
          value.hex() + " has bits outside of the mask " + mask.get().hex());
      return false;
    }
    if (mask.get().value() == 0) {
      sink.report(Code.OUT_OF_RANGE, mask.get().span(), "this mask has no bit");
      return false;
    }
    return true;
  }
}
