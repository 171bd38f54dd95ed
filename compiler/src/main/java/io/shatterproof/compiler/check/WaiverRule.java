package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.ViolationExpectation;
import io.shatterproof.compiler.model.HeaderModel.FailureModel;
import io.shatterproof.compiler.model.HeaderModel.WaiverModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.ViolationName;
import java.util.EnumMap;
import java.util.Map;

/** What a scenario waives, it says nothing of. */
final class WaiverRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Map<ViolationName, Span> waived = new EnumMap<>(ViolationName.class);
    for (WaiverModel waiver : scenario.header().waivers()) {
      waiver.violations().forEach(name -> waived.putIfAbsent(name, waiver.name().span()));
    }
    for (FailureModel failure : scenario.header().knownFailures()) {
      check(failure.violation().value(), failure.violation().span(), waived, sink);
    }
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ViolationExpectation violation) {
        check(violation.name(), violation.span(), waived, sink);
      }
    }
  }

  private static void check(
      ViolationName name, Span claim, Map<ViolationName, Span> waived, DiagnosticSink sink) {
    Span waiver = waived.get(name);
    if (waiver != null) {
      sink.report(Diagnostic.of(
              Code.WAIVED_AND_CLAIMED,
              claim,
              "`" + name.word() + "` is expected here, and the scenario waives it")
          .withNote("waived at", waiver));
    }
  }
}
