package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.ScenarioModel;

/** A range that is said to be covered is something, and ends before the addresses do. */
final class CoveredRangeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : scenario.patterns()) {
      if (pattern instanceof PatternModel.CoveringPattern covering) {
        AddressRange.ofCovered(covering).ifPresent(range -> check(range, sink));
      }
    }
  }

  private static void check(AddressRange range, DiagnosticSink sink) {
    if (range.size().value() == 0) {
      sink.report(Code.EMPTY_RANGE, range.size().span(), "the size of this range is 0");
    }
    NoWrapRule.check(range, sink);
  }
}
