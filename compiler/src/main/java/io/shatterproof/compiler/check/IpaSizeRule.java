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
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.p2m.AbortOutcome;
import java.util.Optional;

/** An IPA fits in the domain's IPA size, unless the scenario says that nothing can be there. */
final class IpaSizeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (AddressRange range : AddressRange.of(scenario)) {
      boolean isIpa = range.space() == AddressRange.Space.IPA;
      if (isIpa && !range.mayFail() && range.exceeds(bits(range.domain()))) {
        report(range.describe(), range.start(), range.domain(), sink);
      }
    }
    scenario.steps().forEach(step -> check(step, sink));
    scenario.expectations().forEach(expectation -> check(expectation, sink));
    scenario.patterns().forEach(pattern -> check(pattern, sink));
  }

  private static int bits(DomainModel domain) {
    return domain.config().geometry().ipaBits();
  }

  private static void check(StepModel step, DiagnosticSink sink) {
    if (step instanceof StepModel.AbortStep abort && !endsBadly(abort)) {
      check(abort.ipa(), abort.domain(), sink);
    }
  }

  /** Whether the scenario says that the guest has nothing there. */
  private static boolean endsBadly(StepModel.AbortStep abort) {
    return abort
        .outcome()
        .filter(o -> o == AbortOutcome.INJECT || o == AbortOutcome.CRASH)
        .isPresent();
  }

  private static void check(ExpectationModel expectation, DiagnosticSink sink) {
    if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
      check(lookup.ipa(), lookup.domain(), sink);
    } else if (expectation instanceof ExpectationModel.StoredExpectation stored) {
      check(stored.ipa(), stored.domain(), sink);
    } else if (expectation instanceof ExpectationModel.RestrictionExpectation restriction
        && restriction.answer() >= 0) {
      restriction.ipa().ifPresent(ipa -> check(ipa, restriction.domain(), sink));
    }
    Claimed.of(expectation)
        .filter(claimed ->
            claimed.outcomes().stream().anyMatch(OutcomeModel.OkOutcome.class::isInstance))
        .flatMap(Claimed::inGuest)
        .ifPresent(access -> check(access.ipa(), access.domain(), sink));
  }

  private static void check(PatternModel pattern, DiagnosticSink sink) {
    if (pattern instanceof PatternModel.StoredPattern stored) {
      check(stored.ipa(), stored.domain(), sink);
    } else if (pattern instanceof PatternModel.FilledPattern filled) {
      check(filled.ipa(), filled.domain(), sink);
    } else if (pattern instanceof PatternModel.IommuFlushedPattern flushed) {
      check(flushed.ipa(), flushed.domain(), sink);
    } else if (pattern instanceof PatternModel.CoveringPattern covering) {
      check(covering, sink);
    }
  }

  private static void check(PatternModel.CoveringPattern covering, DiagnosticSink sink) {
    Optional<AddressRange> range = AddressRange.ofCovered(covering);
    if (range.isEmpty()) {
      check(covering.ipa(), covering.domain(), sink);
    } else if (range.get().exceeds(bits(covering.domain()))) {
      report(range.get().describe(), covering.ipa(), covering.domain(), sink);
    }
  }

  private static void check(Quantity ipa, DomainModel domain, DiagnosticSink sink) {
    if (ipa.value() >>> bits(domain) != 0) {
      report("IPA " + ipa.hex(), ipa, domain, sink);
    }
  }

  private static void report(String what, Quantity ipa, DomainModel domain, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.IPA_OUT_OF_RANGE,
            ipa.span(),
            what + " does not fit in the " + bits(domain) + " bits of IPA of domain `"
                + domain.name() + "`")
        .withHelp("where that is what you test, say `fails with`, `is hole`, a fault or `inject`")
        .withNote("domain declared at", domain.span()));
  }
}
