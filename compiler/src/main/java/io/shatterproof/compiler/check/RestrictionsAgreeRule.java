package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.RestrictionExpectation;
import java.util.List;
import java.util.Optional;

/** A page, and what is mapped anew, has one access restriction at a time. */
final class RestrictionsAgreeRule {
  static final Rule RULE = new Agreement(
      Code.RESTRICTIONS_DISAGREE,
      "another one is expected at",
      RestrictionsAgreeRule::page,
      RestrictionsAgreeRule::disagreement);

  private RestrictionsAgreeRule() {}

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

  private static Optional<String> disagreement(ExpectationModel one, ExpectationModel other) {
    return ((RestrictionExpectation) one).answer() == ((RestrictionExpectation) other).answer()
        ? Optional.empty()
        : Optional.of("one page has one access restriction at a time");
  }
}
