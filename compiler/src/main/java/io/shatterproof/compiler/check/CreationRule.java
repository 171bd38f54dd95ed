package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A domain that a step creates is created once, and nothing is done with it before. */
final class CreationRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    if (!scenario.created().isEmpty()) {
      new Walk(scenario, sink).check();
    }
  }

  /** The steps and expectations of one scenario, in order. */
  private static final class Walk {
    private final ScenarioModel scenario;
    private final DiagnosticSink sink;
    private final Set<DomainModel> missing;
    private final Map<DomainModel, StepModel.CreateStep> creations = new HashMap<>();

    private Walk(ScenarioModel scenario, DiagnosticSink sink) {
      this.scenario = scenario;
      this.sink = sink;
      this.missing = new HashSet<>(scenario.created());
    }

    private void check() {
      checkSteps(scenario.given());
      for (PhaseModel phase : scenario.phases()) {
        phase.observers().forEach(this::checkObserver);
        checkBodies(phase.whens());
        phase.whens().forEach(when -> checkSteps(when.steps()));
        phase.thens().stream()
            .flatMap(then -> then.expectations().stream())
            .forEach(this::checkExpectation);
      }
    }

    private void checkSteps(List<StepModel> steps) {
      for (StepModel step : steps) {
        if (step instanceof StepModel.CreateStep create) {
          create(create);
        } else if (step instanceof StepModel.OfDomain ofDomain) {
          require(ofDomain.domain(), step.span());
        }
      }
    }

    private void create(StepModel.CreateStep create) {
      StepModel.CreateStep earlier = creations.putIfAbsent(create.domain(), create);
      if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.CREATED_TWICE,
                create.span(),
                "domain `" + create.domain().name() + "` is created twice")
            .withHelp("declare another domain, or write `and n more`")
            .withNote("first at", earlier.span()));
      } else if (create.creates()) {
        missing.remove(create.domain());
      }
    }

    private void checkBodies(List<PhaseModel.WhenModel> whens) {
      if (whens.stream().noneMatch(PhaseModel.WhenModel::isAtOnce)) {
        return;
      }
      for (PhaseModel.WhenModel when : whens) {
        when.steps().stream()
            .filter(StepModel.CreateStep.class::isInstance)
            .forEach(step -> sink.report(Diagnostic.of(
                    Code.CREATED_AT_ONCE,
                    step.span(),
                    "no domain is created in a phase in which several PEs do something at once")
                .withHelp("create it in `given`, or in a phase before")));
      }
    }

    private void checkObserver(ExpectationModel.OfObserver observer) {
      if (observer.observed() instanceof ObservedModel.GuestAccessModel guest) {
        require(guest.domain(), guest.span());
      }
    }

    private void checkExpectation(ExpectationModel expectation) {
      if (expectation instanceof ExpectationModel.OfDomain ofDomain) {
        require(ofDomain.domain(), expectation.span());
      } else {
        for (PatternModel.OfEvent pattern : ScenarioModel.patterns(expectation)) {
          if (pattern instanceof PatternModel.OfDomain ofDomain) {
            require(ofDomain.domain(), pattern.span());
          }
        }
      }
    }

    private void require(DomainModel domain, Span span) {
      if (!missing.contains(domain)) {
        return;
      }
      StepModel.CreateStep refused = creations.get(domain);
      sink.report(
          refused == null
              ? Diagnostic.of(
                      Code.DOMAIN_NOT_CREATED,
                      span,
                      "domain `" + domain.name() + "` does not exist yet")
                  .withHelp("a step further down creates it")
              : Diagnostic.of(
                      Code.DOMAIN_NOT_CREATED,
                      span,
                      "domain `" + domain.name() + "` does not exist")
                  .withNote("its creation fails at", refused.span()));
    }
  }
}
