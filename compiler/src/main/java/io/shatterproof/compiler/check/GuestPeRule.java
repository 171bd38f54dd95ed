package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel.GuestAccessModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.p2m.DomainConfig;

/** A guest access comes from a PE that is in the guest then. */
final class GuestPeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    GuestState state = GuestState.atFirst(scenario);
    scenario.given().forEach(state::follow);
    for (PhaseModel phase : scenario.phases()) {
      phase.observers().forEach(observer -> check(observer, state, sink));
      phase.whens().forEach(when -> when.steps().forEach(state::follow));
      phase.thens().stream()
          .flatMap(then -> then.expectations().stream())
          .forEach(expectation -> check(expectation, state, sink));
    }
  }

  private static void check(ExpectationModel expectation, GuestState state, DiagnosticSink sink) {
    Claimed.of(expectation)
        .flatMap(Claimed::inGuest)
        .ifPresent(access -> check(access, state, sink));
  }

  private static void check(GuestAccessModel access, GuestState state, DiagnosticSink sink) {
    if (access.isByIommu() || access.isTranslation()) {
      return;
    }
    boolean exists = access.pe().isAtMost(access.domain().platform().platform().pes() - 1L);
    if (!exists || state.isIn(access.pe(), access.domain())) {
      return;
    }
    DomainConfig domain = access.domain().config();
    int pe = (int) access.pe().value();
    sink.report(Diagnostic.of(Code.ACCESS_FROM_WRONG_PE, access.pe().span(), reason(domain, pe))
        .withHelp(cure(domain, pe))
        .withNote("domain declared at", access.domain().span()));
  }

  private static String reason(DomainConfig domain, int pe) {
    if (domain.runsOn().contains(pe)) {
      return "PE " + pe + " has left the guest of domain `" + domain.name() + "`";
    }
    return domain.operatedBy() == pe
        ? "PE " + pe + " operates on domain `" + domain.name() + "` and is not in its guest"
        : "domain `" + domain.name() + "` does not run on PE " + pe;
  }

  private static String cure(DomainConfig domain, int pe) {
    if (domain.runsOn().contains(pe)) {
      return "let it enter again: `pe " + pe + " enters " + domain.name() + "`";
    }
    if (!domain.runsOn().isEmpty()) {
      return "it runs on PE " + domain.runsOn().get(0);
    }
    return domain.operatedBy() == pe
        ? "let it enter: `pe " + pe + " enters " + domain.name() + "`"
        : "add `runs on pe " + pe + "` to the domain";
  }
}
