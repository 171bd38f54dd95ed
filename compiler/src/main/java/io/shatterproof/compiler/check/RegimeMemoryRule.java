package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.MemoryRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The regimes of a scenario do not share memory, and all of it together can be provided. */
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
              .withNote(
                  "regime `" + regimes.get(i).name() + "` declared at",
                  regimes.get(i).span())
              .withNote("regime `" + other.name() + "` declared at", other.span()));
        }
      }
    }
    checkAmount(regimes, scenario, sink);
  }

  /** Rule: a vector has memory up to a limit, since whoever runs it has to provide it. */
  private static void checkAmount(
      List<RegimeModel> regimes, ScenarioModel scenario, DiagnosticSink sink) {
    int count = 0;
    long bytesLeft = MemoryRange.MOST_BYTES;
    for (RegimeModel regime : regimes) {
      for (RegimeModel.RangeModel range : ranges(regime)) {
        count++;
        boolean isTooMuch = Long.compareUnsigned(range.sizeBytes(), bytesLeft) > 0;
        if (isTooMuch || count > MemoryRange.MOST_RANGES) {
          sink.report(Diagnostic.of(
                  Code.TOO_MUCH_MEMORY,
                  range.span(),
                  "with this a scenario has more than "
                      + (isTooMuch
                          ? (MemoryRange.MOST_BYTES >> 20) + "M of memory"
                          : MemoryRange.MOST_RANGES + " ranges of memory"))
              .withHelp("memory is for tables; what a page or block leads to needs none")
              .withNote("the scenario is at", scenario.header().titleSpan()));
          return;
        }
        bytesLeft -= range.sizeBytes();
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
