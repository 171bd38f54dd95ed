package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.RegimeModel.Stage1Model;
import io.shatterproof.compiler.source.Span;

/** Rule: stage 2 can map the tables of stage 1. */
final class Stage1PlaceRule {
  private Stage1PlaceRule() {}

  /**
   * Whether the rule holds, or does not count; if not, that is reported.
   *
   * @param span what says the address
   */
  static boolean holds(RegimeModel regime, Stage1Model stage1, Span span, DiagnosticSink sink) {
    int bits = regime.ipaBits();
    long last = stage1.ipa() + stage1.backing().sizeBytes() - 1;
    boolean isInside =
        Long.compareUnsigned(last, stage1.ipa()) >= 0 && (bits >= Long.SIZE || last >>> bits == 0);
    if (isInside || regime.isUnchecked()) {
      return true;
    }
    sink.report(Diagnostic.of(
            Code.IPA_OUT_OF_RANGE,
            span,
            "the tables of stage 1 do not fit in the " + bits + " bits of IPA of regime `"
                + regime.name() + "`")
        .withHelp("to test what happens there, add `unchecked` to the regime"));
    return false;
  }
}
