package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.ReturnedExpectation;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import java.util.List;
import java.util.Optional;

/** An operation returns one number: what its step says and what {@code then} says is the same. */
final class ReturnsAgreeRule implements Rule {
  private static final Rule AMONG_EXPECTATIONS = new Agreement(
      Code.RETURNS_DISAGREE,
      "the other is at",
      expectation ->
          expectation instanceof ReturnedExpectation ? Optional.of(List.of()) : Optional.empty(),
      (earlier, later) ->
          ((ReturnedExpectation) earlier).code() == ((ReturnedExpectation) later).code()
              ? Optional.empty()
              : Optional.of(
                  "the last operation does not return this and what another expectation says"));

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      Optional<Spanned<Long>> ofStep = claimOfLast(phase);
      for (PhaseModel.ThenModel then : phase.thens()) {
        for (ExpectationModel expectation : then.expectations()) {
          if (expectation instanceof ReturnedExpectation returned) {
            ofStep
                .filter(claim -> claim.value() != returned.code())
                .ifPresent(claim -> sink.report(Diagnostic.of(
                        Code.RETURNS_DISAGREE,
                        returned.span(),
                        "the operation does not return this and what its step says")
                    .withNote("its step is at", claim.span())));
          }
        }
      }
    }
    AMONG_EXPECTATIONS.check(scenario, sink);
  }

  /** What the last operation is claimed to return; several PEs have no last one. */
  private static Optional<Spanned<Long>> claimOfLast(PhaseModel phase) {
    if (phase.whens().stream().anyMatch(WhenModel::isAtOnce)) {
      return Optional.empty();
    }
    Optional<StepModel.Returning> last = Optional.empty();
    for (WhenModel when : phase.whens()) {
      Optional<StepModel.Returning> here = last(when.steps());
      last = here.isPresent() ? here : last;
    }
    return last.flatMap(StepModel.Returning::returns);
  }

  private static Optional<StepModel.Returning> last(List<StepModel> steps) {
    Optional<StepModel.Returning> last = Optional.empty();
    for (StepModel step : steps) {
      if (step instanceof StepModel.LockStep lock) {
        Optional<StepModel.Returning> inside = last(lock.body());
        last = inside.isPresent() ? inside : last;
      } else if (step instanceof StepModel.Returning returning) {
        last = Optional.of(returning);
      }
    }
    return last;
  }
}
