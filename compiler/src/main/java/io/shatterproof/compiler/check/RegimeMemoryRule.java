package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The tables of two regimes of a scenario do not share memory. */
final class RegimeMemoryRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    List<RegimeModel> regimes = new ArrayList<>(new LinkedHashSet<>(scenario.regimes()));
    for (int i = 0; i < regimes.size(); i++) {
      for (RegimeModel other : regimes.subList(i + 1, regimes.size())) {
        if (overlap(regimes.get(i), other)) {
          sink.report(Diagnostic.of(
                  Code.MEMORY_OVERLAPS,
                  scenario.header().titleSpan(),
                  "regimes `" + regimes.get(i).name() + "` and `" + other.name()
                      + "` of this scenario use the same memory")
              .withHelp("give their `tables` and `memory` different addresses")
              .withNote("regime `" + regimes.get(i).name() + "` declared at "
                  + regimes.get(i).span())
              .withNote("regime `" + other.name() + "` declared at " + other.span()));
        }
      }
    }
  }

  private static boolean overlap(RegimeModel one, RegimeModel other) {
    return ranges(one).stream().anyMatch(range -> ranges(other).stream().anyMatch(range::overlaps));
  }

  private static List<RegimeModel.RangeModel> ranges(RegimeModel regime) {
    List<RegimeModel.RangeModel> ranges = new ArrayList<>(regime.memory());
    ranges.add(regime.tables());
    regime.stage1().ifPresent(stage1 -> ranges.add(stage1.backing()));
    return ranges;
  }
}
