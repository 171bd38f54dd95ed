package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nothing is done with a domain that is gone, and nothing is asked of it. */
final class DomainLifeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Map<DomainModel, StepModel> ends = new HashMap<>();
    checkSteps(scenario.given(), ends, sink);
    for (PhaseModel phase : scenario.phases()) {
      Map<DomainModel, StepModel> endsBefore = Map.copyOf(ends); // the phase has events of its end
      for (ExpectationModel.OfObserver observer : phase.observers()) {
        if (observer.observed() instanceof ObservedModel.GuestAccessModel guest) {
          check(guest.domain(), guest.span(), ends, sink);
        }
      }
      phase.whens().forEach(when -> checkSteps(when.steps(), ends, sink));
      phase.thens().forEach(then -> check(then, ends, endsBefore, sink));
    }
  }

  private static void checkSteps(
      List<StepModel> steps, Map<DomainModel, StepModel> ends, DiagnosticSink sink) {
    for (StepModel step : steps) {
      if (step instanceof StepModel.TeardownStep next && goesOn(next, ends)) {
        ends.put(next.domain(), next);
      } else if (step instanceof StepModel.OfDomain ofDomain) {
        check(ofDomain.domain(), step.span(), ends, sink);
      }
      if (step instanceof StepModel.TeardownStep teardown) {
        ends.putIfAbsent(teardown.domain(), teardown);
      }
    }
  }

  /** Whether a step is the next call of a teardown that was preempted. */
  private static boolean goesOn(StepModel.TeardownStep next, Map<DomainModel, StepModel> ends) {
    return ends.get(next.domain()) instanceof StepModel.TeardownStep before && !before.ends();
  }

  private static void check(
      ThenModel then,
      Map<DomainModel, StepModel> ends,
      Map<DomainModel, StepModel> endsBefore,
      DiagnosticSink sink) {
    for (ExpectationModel expectation : then.expectations()) {
      if (expectation instanceof ExpectationModel.OfDomain ofDomain) {
        check(ofDomain.domain(), expectation.span(), ends, sink);
      } else {
        for (PatternModel.OfEvent pattern : ScenarioModel.patterns(expectation)) {
          if (pattern instanceof PatternModel.OfDomain ofDomain) {
            check(ofDomain.domain(), pattern.span(), endsBefore, sink);
          }
        }
      }
    }
  }

  private static void check(
      DomainModel domain, Span span, Map<DomainModel, StepModel> ends, DiagnosticSink sink) {
    StepModel end = ends.get(domain);
    if (end != null) {
      sink.report(Diagnostic.of(Code.DOMAIN_IS_GONE, span, "domain `" + domain.name() + "` is gone")
          .withNote("it ends at", end.span()));
    }
  }
}
