package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One {@code then} says nothing twice. */
final class SaidOnceRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel then : phase.thens()) {
        Map<List<Object>, ExpectationModel> seen = new HashMap<>();
        for (ExpectationModel expectation : then.expectations()) {
          Optional<ExpectationModel> earlier = meaning(expectation)
              .flatMap(said -> Optional.ofNullable(seen.putIfAbsent(said, expectation)));
          earlier.ifPresent(first -> sink.report(
              Diagnostic.of(Code.SAID_TWICE, expectation.span(), "this is expected already")
                  .withHelp("leave one of the two out, or say what was meant")
                  .withNote("first at", first.span())));
        }
      }
    }
  }

  /** What is expected, without where that is written; empty for what other rules compare. */
  private static Optional<List<Object>> meaning(ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
      return Optional.of(List.of(
          "lookup",
          lookup.domain().name(),
          lookup.ipa().value(),
          lookup.pa().map(Quantity::value),
          lookup.permissions(),
          lookup.type().map(Spanned::value),
          lookup.access().map(Spanned::value),
          lookup.order().map(Quantity::value)));
    }
    if (expectation instanceof ExpectationModel.HoleExpectation hole) {
      return Optional.of(List.of(
          "hole", hole.domain().name(), hole.ipa().value(), hole.order().map(Quantity::value)));
    }
    if (expectation instanceof ExpectationModel.RestrictionExpectation restriction) {
      return Optional.of(List.of(
          "access",
          restriction.domain().name(),
          restriction.ipa().map(Quantity::value),
          restriction.answer()));
    }
    if (expectation instanceof ExpectationModel.WordExpectation word) {
      return Optional.of(List.of("stored", word.entry().name(), word.value(), word.mask()));
    }
    if (expectation instanceof ExpectationModel.RawWordExpectation word) {
      return Optional.of(List.of("stored at", word.pa().value(), word.value(), word.mask()));
    }
    if (expectation instanceof ExpectationModel.StoredExpectation stored) {
      return Optional.of(List.of(
          "stored",
          stored.domain().name(),
          stored.level().value(),
          stored.ipa().value(),
          stored.value(),
          stored.mask()));
    }
    if (expectation instanceof ExpectationModel.ReturnedExpectation returned) {
      return Optional.of(List.of("returns", returned.code()));
    }
    if (expectation instanceof ExpectationModel.NoEventExpectation none) {
      return Optional.of(List.of("no", Patterns.meaning(none.pattern())));
    }
    if (expectation instanceof ExpectationModel.NoViolationExpectation) {
      return Optional.of(List.of("no violation"));
    }
    return ofAccess(expectation);
  }

  private static Optional<List<Object>> ofAccess(ExpectationModel expectation) {
    Optional<Object> how = Optional.empty();
    if (expectation instanceof ExpectationModel.AccessExpectation guest) {
      how = Optional.of(guest.expectationClass());
    } else if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
      how = Optional.of(List.of(probe.expectationClass(), probe.access().register()));
    }
    return how.flatMap(kind -> Claimed.of(expectation).map(claimed -> {
      List<Object> said = new ArrayList<>(Outcomes.access(claimed.access()));
      said.add(kind);
      said.add(claimed.outcomes().stream().map(Outcomes::meaning).toList());
      return said;
    }));
  }
}
