package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A scenario of raw memory has no tables beside it: in which order they are stored is not said. */
final class RawMemoryRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Set<RegimeModel> regimes = new LinkedHashSet<>(scenario.regimes());
    Optional<RegimeModel> raw = regimes.stream().filter(RegimeModel::isRaw).findFirst();
    if (raw.isPresent() && regimes.size() > 1) {
      sink.report(Diagnostic.of(
              Code.RAW_MEMORY,
              scenario.header().titleSpan(),
              "a scenario of raw memory has no other regime, and this one has " + regimes.size())
          .withHelp("make one regime of it, with several ranges of `raw memory`")
          .withNote("`" + raw.get().name() + "` declared at", raw.get().span()));
    }
  }
}
