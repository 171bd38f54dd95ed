package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;

/** A PA fits in the platform's PA size, unless the scenario says that nothing can be there. */
final class PaSizeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (AddressRange range : AddressRange.of(scenario)) {
      boolean isPa = range.space() == AddressRange.Space.PA;
      if (isPa && !range.mayFail() && range.exceeds(bits(range.domain()))) {
        report(range.describe(), range.start(), range.domain(), sink);
      }
    }
    scenario.expectations().forEach(expectation -> check(expectation, sink));
    for (PatternModel pattern : scenario.patterns()) {
      if (pattern instanceof PatternModel.StoredPattern stored) {
        stored.pa().ifPresent(pa -> check(pa, stored.domain(), sink));
      }
    }
    scenario.domains().stream().findFirst().ifPresent(any -> checkFrames(scenario, any, sink));
  }

  /** What names memory and no domain; all domains of a scenario are on one platform. */
  private static void checkFrames(ScenarioModel scenario, DomainModel any, DiagnosticSink sink) {
    for (PatternModel pattern : scenario.patterns()) {
      if (pattern instanceof PatternModel.DroppedPattern dropped) {
        dropped.pa().ifPresent(pa -> check(pa, any, sink));
      } else if (pattern instanceof PatternModel.CleanedPattern cleaned) {
        AddressRange.ofCleaned(cleaned, any)
            .filter(range -> range.exceeds(bits(any)))
            .ifPresent(range -> report(range.describe(), range.start(), any, sink));
      }
    }
  }

  private static int bits(DomainModel domain) {
    return domain.platform().platform().paBits();
  }

  private static void check(ExpectationModel expectation, DiagnosticSink sink) {
    if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
      lookup.pa().ifPresent(pa -> check(pa, lookup.domain(), sink));
    } else if (expectation instanceof ExpectationModel.StoredExpectation stored) {
      stored.pa().ifPresent(pa -> check(pa, stored.domain(), sink));
    }
    Claimed.of(expectation)
        .ifPresent(claimed ->
            claimed.domain().ifPresent(domain -> check(claimed.outcomes(), domain, sink)));
  }

  private static void check(List<OutcomeModel> outcomes, DomainModel domain, DiagnosticSink sink) {
    for (OutcomeModel outcome : outcomes) {
      if (outcome instanceof OutcomeModel.OkOutcome ok) {
        ok.pa().ifPresent(pa -> check(pa, domain, sink));
      }
    }
  }

  private static void check(Quantity pa, DomainModel domain, DiagnosticSink sink) {
    if (pa.value() >>> bits(domain) != 0) {
      report("PA " + pa.hex(), pa, domain, sink);
    }
  }

  private static void report(String what, Quantity pa, DomainModel domain, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.PA_OUT_OF_RANGE,
            pa.span(),
            what + " does not fit in the " + bits(domain) + " bits of PA of platform `"
                + domain.platform().platform().name() + "`")
        .withNote("platform declared at", domain.platform().span()));
  }
}
