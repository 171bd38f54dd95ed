package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.ScenarioModel;

/** Memory that is said to be cleaned is something, and ends before the addresses do. */
final class CleanedRangeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario.domains().stream().findFirst().ifPresent(any -> {
      for (PatternModel pattern : scenario.patterns()) {
        if (pattern instanceof PatternModel.CleanedPattern cleaned) {
          check(cleaned, any, sink);
        }
      }
    });
  }

  private static void check(
      PatternModel.CleanedPattern cleaned, DomainModel any, DiagnosticSink sink) {
    AddressRange.ofCleaned(cleaned, any).ifPresent(range -> {
      if (range.size().value() == 0) {
        sink.report(Code.EMPTY_RANGE, range.size().span(), "the size of this range is 0");
      }
      NoWrapRule.check(range, sink);
    });
  }
}
