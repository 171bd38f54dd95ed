package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;

/** A scenario of bare tables has no P2M, no profile and nothing that only a P2M does. */
final class TablesAndP2mRule implements Rule {
  private static final String NO_P2M = "this asks for a P2M, and bare tables have none";
  private static final String CURE = "make two scenarios of it";

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    if (scenario.regimes().isEmpty()) {
      scenario.steps().stream()
          .filter(step -> step instanceof StepModel.RegisterStep || step instanceof StepModel.OfTlb)
          .forEach(step -> report(
              step.span(),
              step instanceof StepModel.RegisterStep
                  ? "only a scenario of bare tables writes registers"
                  : "only a scenario of bare tables has instructions as steps",
              "declare a regime, and put the PE into it: `pe 1 at el1 with vm`",
              sink));
      return;
    }
    for (StepModel step : scenario.steps()) {
      if (!isOfTables(step)) {
        report(step.span(), "this is done to a P2M, and bare tables have none", CURE, sink);
      }
    }
    for (PhaseModel phase : scenario.phases()) {
      phase.observers().stream()
          .filter(observer -> !(observer.observed() instanceof AccessModel))
          .forEach(observer -> report(observer.span(), NO_P2M, CURE, sink));
      phase.thens().forEach(then -> check(then, sink));
    }
    scenario
        .header()
        .knownFailures()
        .forEach(failure -> report(
            failure.span(),
            "a profile belongs to a P2M, and bare tables have none",
            "leave `fails on` out",
            sink));
    scenario
        .header()
        .expectedFailure()
        .filter(failure -> !failure.profiles().isEmpty())
        .ifPresent(failure -> report(
            failure.span(),
            "a profile belongs to a P2M, and bare tables have none",
            "write `expected to fail until` without `on`",
            sink));
  }

  private static boolean isOfTables(StepModel step) {
    return step instanceof StepModel.OfRegime
        || step instanceof StepModel.OfTlb
        || step instanceof StepModel.RegisterStep
        || step instanceof StepModel.LeaveStep;
  }

  private static void check(PhaseModel.ThenModel then, DiagnosticSink sink) {
    if (!then.isArchitecture()) {
      report(
          then.span(),
          "a profile belongs to a P2M, and bare tables have none",
          "write `then` without `on`",
          sink);
    }
    for (ExpectationModel expectation : then.expectations()) {
      boolean isOfTables = expectation instanceof ExpectationModel.ProbeExpectation
          || expectation instanceof ExpectationModel.WordExpectation
          || expectation instanceof ExpectationModel.RawWordExpectation
          || expectation instanceof ExpectationModel.ViolationExpectation
          || expectation instanceof ExpectationModel.NoViolationExpectation;
      if (!isOfTables) {
        report(expectation.span(), NO_P2M, CURE, sink);
      }
    }
  }

  private static void report(Span span, String message, String cure, DiagnosticSink sink) {
    sink.report(Diagnostic.of(Code.TABLES_AND_P2M, span, message).withHelp(cure));
  }
}
