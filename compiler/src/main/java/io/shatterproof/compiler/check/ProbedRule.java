package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;

/** What is claimed of a probe is possible: its address fits in the PA, its level is one of the walk. */
final class ProbedRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (Claimed claimed : Claimed.of(scenario)) {
      claimed
          .regime()
          .ifPresent(regime -> claimed.outcomes().forEach(outcome -> check(outcome, regime, sink)));
    }
  }

  private static void check(OutcomeModel outcome, RegimeModel regime, DiagnosticSink sink) {
    if (outcome instanceof OutcomeModel.OkOutcome ok) {
      ok.pa().ifPresent(pa -> checkPa(pa, regime, sink));
      ok.level().ifPresent(level -> checkLevel(level, regime, sink));
    } else if (outcome instanceof OutcomeModel.FaultOutcome fault) {
      fault
          .level()
          .filter(level -> !level.isAtMost(3) && level.value() != -1)
          .ifPresent(level -> sink.report(
              Code.OUT_OF_RANGE, level.span(), "a fault has a level of -1 to 3, not " + level));
    }
  }

  private static void checkPa(Quantity pa, RegimeModel regime, DiagnosticSink sink) {
    int bits = regime.platform().platform().paBits();
    if (pa.value() >>> bits != 0) {
      sink.report(Diagnostic.of(
              Code.PA_OUT_OF_RANGE,
              pa.span(),
              "PA " + pa.hex() + " does not fit in the " + bits + " bits of PA of platform `"
                  + regime.platform().platform().name() + "`")
          .withNote("platform declared at", regime.platform().span()));
    }
  }

  private static void checkLevel(Quantity level, RegimeModel regime, DiagnosticSink sink) {
    boolean isLevel = level.isAtMost(3) || level.value() == -1;
    if (!isLevel || level.value() < regime.startLevel()) {
      sink.report(Diagnostic.of(
              Code.OUT_OF_RANGE,
              level.span(),
              "regime `" + regime.name() + "` has no tables of level " + level.level())
          .withHelp("its levels are " + regime.startLevel() + " to 3")
          .withNote("regime declared at", regime.span()));
    }
  }
}
