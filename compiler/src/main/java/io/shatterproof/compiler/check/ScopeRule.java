package io.shatterproof.compiler.check;

import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.AttributeClaim;
import java.util.Optional;

/** What only one profile promises is not expected of every implementation. */
final class ScopeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel block : phase.meanwhile()) {
        if (block.isArchitecture()) {
          block.expectations().forEach(expectation -> check(expectation, scenario, sink));
        }
      }
      for (ThenModel then : phase.thens()) {
        if (then.isArchitecture()) {
          then.expectations().forEach(expectation -> check(expectation, scenario, sink));
        }
      }
    }
  }

  private static void check(
      ExpectationModel expectation, ScenarioModel scenario, DiagnosticSink sink) {
    if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
      lookup.type().ifPresent(type -> refuse("a type", type.span(), scenario, sink));
      lookup.access().ifPresent(a -> refuse("an access restriction", a.span(), scenario, sink));
      lookup.order().ifPresent(order -> refuse("a page order", order.span(), scenario, sink));
    } else if (expectation instanceof ExpectationModel.HoleExpectation hole) {
      hole.order().ifPresent(order -> refuse("the size of a hole", order.span(), scenario, sink));
    } else if (expectation instanceof ExpectationModel.EventsExpectation) {
      refuse("a sequence of events", expectation.span(), scenario, sink);
    } else if (expectation instanceof ExpectationModel.NoEventExpectation) {
      refuse("that something is not done", expectation.span(), scenario, sink);
    } else if (expectation instanceof ExpectationModel.CountsExpectation) {
      refuse("a count of events", expectation.span(), scenario, sink);
    } else if (expectation instanceof ExpectationModel.StoredExpectation) {
      refuse("what stands in the tables", expectation.span(), scenario, sink);
    } else if (expectation instanceof ExpectationModel.StatsExpectation) {
      refuse("the bookkeeping", expectation.span(), scenario, sink);
    } else if (expectation instanceof ExpectationModel.ReturnedExpectation) {
      refuse("a returned number", expectation.span(), scenario, sink);
    } else if (expectation instanceof ExpectationModel.AccessExpectation access) {
      access.outcomes().forEach(outcome -> checkAttributes(outcome, scenario, sink));
    } else if (expectation instanceof ExpectationModel.OfObserver observer
        && observer.observed() instanceof ObservedModel.GuestAccessModel) {
      check(observer, scenario, sink);
    }
  }

  private static void checkAttributes(
      OutcomeModel outcome, ScenarioModel scenario, DiagnosticSink sink) {
    if (claimsMoreThanType(outcome)) {
      refuse("an attribute beyond memory type and cacheability", outcome.span(), scenario, sink);
    }
  }

  /** Type and cacheability were asked for when it was mapped; the rest is how a P2M maps. */
  private static boolean claimsMoreThanType(OutcomeModel outcome) {
    if (!(outcome instanceof OutcomeModel.OkOutcome ok)) {
      return false;
    }
    AttributeClaim claim = ok.attributes();
    return claim.shareability().isPresent()
        || claim.xs().isPresent()
        || claim.tagging().isPresent()
        || claim.noTagAccess().isPresent();
  }

  private static void check(
      ExpectationModel.OfObserver observer, ScenarioModel scenario, DiagnosticSink sink) {
    if (observer instanceof ExpectationModel.SeesExpectation sees && sees.isExact()) {
      refuseMeanwhile("that each outcome is met somewhere", sees.span(), scenario, sink);
    }
    for (OutcomeModel outcome : observer.outcomes()) {
      if (outcome instanceof OutcomeModel.FaultOutcome fault) {
        fault
            .level()
            .map(Quantity::span)
            .or(() -> statusCode(fault))
            .ifPresent(
                level -> refuseMeanwhile("the level of a fault on the way", level, scenario, sink));
      } else if (claimsMoreThanType(outcome)) {
        refuseMeanwhile(
            "an attribute beyond memory type and cacheability", outcome.span(), scenario, sink);
      }
    }
  }

  /** Where a register is claimed that tells the level. */
  private static Optional<Span> statusCode(OutcomeModel.FaultOutcome fault) {
    return fault.reports().stream()
        .filter(report -> report.register() == OutcomeModel.Register.ESR)
        .filter(report -> (report.mask() & EsrEl2.DFSC.mask()) != 0)
        .map(OutcomeModel.ReportModel::span)
        .findFirst();
  }

  private static void refuseMeanwhile(
      String what, Span span, ScenarioModel scenario, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.PROFILE_SCOPE_ONLY,
            span,
            what + " is the promise of a profile, and this holds for every implementation")
        .withHelp("say it in `then on " + profile(scenario) + " { meanwhile ... }`"));
  }

  private static void refuse(String what, Span span, ScenarioModel scenario, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.PROFILE_SCOPE_ONLY,
            span,
            what + " is the promise of a profile, and `then` holds for every implementation")
        .withHelp("move it into `then on " + profile(scenario) + "`"));
  }

  private static String profile(ScenarioModel scenario) {
    return scenario.domains().stream()
        .findFirst()
        .map(domain -> domain.config().profile())
        .orElse("<profile>");
  }
}
