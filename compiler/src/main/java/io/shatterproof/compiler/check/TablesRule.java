package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.image.ImageBuilder;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.LinkedHashSet;
import java.util.Set;

/** The tables of a scenario can be built: nothing stands in the way of another, and all have room. */
final class TablesRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Set<RegimeModel> regimes = new LinkedHashSet<>(scenario.regimes());
    regimes.forEach(regime ->
        ImageBuilder.build(regime, scenario.entries(regime), scenario.stored(regime), sink));
  }
}
