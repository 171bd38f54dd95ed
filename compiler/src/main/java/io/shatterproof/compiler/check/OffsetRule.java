package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;

/** Translation keeps the offset in the page, so an expectation that changes it can never hold. */
final class OffsetRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
        lookup.pa().ifPresent(pa -> check(lookup.ipa(), pa, lookup.domain(), sink));
      } else {
        Claimed.of(expectation).ifPresent(claimed -> check(claimed, sink));
      }
    }
  }

  private static void check(Claimed claimed, DiagnosticSink sink) {
    claimed.inGuest().ifPresent(access -> {
      for (OutcomeModel outcome : claimed.outcomes()) {
        if (outcome instanceof OutcomeModel.OkOutcome ok) {
          ok.pa().ifPresent(pa -> check(access.ipa(), pa, access.domain(), sink));
        }
      }
    });
  }

  private static void check(Quantity ipa, Quantity pa, DomainModel domain, DiagnosticSink sink) {
    long offset = domain.config().geometry().granule().sizeBytes() - 1;
    if ((ipa.value() & offset) != (pa.value() & offset)) {
      sink.report(
          Code.OFFSETS_DIFFER,
          pa.span(),
          "PA " + pa.hex() + " has another offset in its page than IPA " + ipa.hex());
    }
  }
}
