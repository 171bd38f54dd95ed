package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;

/** A range has at least one granule. */
final class NotEmptyRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (AddressRange range : AddressRange.of(scenario)) {
      if (range.size().value() == 0) {
        sink.report(Code.EMPTY_RANGE, range.size().span(), "the size of this range is 0");
      }
    }
  }
}
