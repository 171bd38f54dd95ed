package io.shatterproof.compiler.check;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.Arrays;

/** {@code or stronger} stands behind a barrier than which another is stronger. */
final class StrongerRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : scenario.patterns()) {
      if (pattern instanceof PatternModel.SynchronizedPattern dsb
          && dsb.orStronger()
          && isStrongest(dsb.option())) {
        sink.report(Diagnostic.of(
                Code.NOTHING_STRONGER,
                dsb.span(),
                "no barrier is stronger than `dsb " + dsb.option().word() + "`")
            .withHelp("leave `or stronger` out"));
      }
    }
  }

  private static boolean isStrongest(DsbOption option) {
    return Arrays.stream(DsbOption.values())
        .noneMatch(other -> other != option && other.isAtLeast(option));
  }
}
