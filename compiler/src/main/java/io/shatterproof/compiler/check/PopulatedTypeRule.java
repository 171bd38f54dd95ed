package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.p2m.P2mType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the implementation chooses is memory of the domain's own, and no device or page of another. */
final class PopulatedTypeRule implements Rule {
  private static final Set<P2mType> OWN_MEMORY = EnumSet.of(P2mType.RAM_RW, P2mType.RAM_RO);

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.PopulateStep populate) {
        Optional<P2mType> type = populate.attributes().value().type();
        type.filter(known -> !OWN_MEMORY.contains(known))
            .ifPresent(known -> sink.report(Diagnostic.of(
                    Code.NOT_OWN_MEMORY,
                    populate.attributes().span(),
                    "`" + known.word() + "` is no memory that an implementation chooses")
                .withHelp("say `as ram_rw` or `as ram_ro`, or `map` it to an address")));
      }
    }
  }
}
