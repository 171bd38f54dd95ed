package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;

/** A range ends before the addresses do. */
final class NoWrapRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    AddressRange.of(scenario).forEach(range -> check(range, sink));
  }

  static void check(AddressRange range, DiagnosticSink sink) {
    if (range.wraps()) {
      sink.report(
          Code.RANGE_WRAPS,
          range.start().span(),
          range.space() + " " + range.start().hex() + " and size "
              + range.size().hex() + " reach beyond 64 bits");
    }
  }
}
