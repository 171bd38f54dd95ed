package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.RestrictionExpectation;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;
import java.util.Optional;

/** A page, and what is mapped anew, has one access restriction at a time. */
final class RestrictionsAgreeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario
        .phases()
        .forEach(phase -> OneRun.compare(
            phase,
            RestrictionsAgreeRule::page,
            (earlier, later) -> ((RestrictionExpectation) earlier).answer()
                == ((RestrictionExpectation) later).answer(),
            (earlier, later) -> sink.report(Diagnostic.of(
                    Code.RESTRICTIONS_DISAGREE,
                    later.span(),
                    "one page has one access restriction at a time")
                .withNote("another one is expected at", earlier.span()))));
  }

  private static Optional<List<Object>> page(ExpectationModel expectation) {
    return expectation instanceof RestrictionExpectation restriction
        ? Optional.of(List.of(
            restriction.domain().name(),
            restriction
                .ipa()
                .map(ipa -> (Object) Pages.number(restriction.domain(), ipa))
                .orElse("default")))
        : Optional.empty();
  }
}
