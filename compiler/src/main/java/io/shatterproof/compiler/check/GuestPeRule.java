package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.AccessExpectation;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.p2m.DomainConfig;

/** A guest access comes from a PE that runs in the guest. */
final class GuestPeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof AccessExpectation access) {
        check(access, sink);
      }
    }
  }

  private static void check(AccessExpectation access, DiagnosticSink sink) {
    DomainConfig domain = access.domain().config();
    boolean exists = access.pe().isAtMost(access.domain().platform().platform().pes() - 1L);
    int pe = (int) access.pe().value();
    if (!exists || domain.runsOn().contains(pe)) {
      return;
    }
    String reason = domain.operatedBy() == pe
        ? "PE " + pe + " operates on domain `" + domain.name() + "` and is not in its guest"
        : "domain `" + domain.name() + "` does not run on PE " + pe;
    sink.report(Diagnostic.of(Code.ACCESS_FROM_WRONG_PE, access.pe().span(), reason)
        .withHelp(cure(domain, pe))
        .withNote("domain declared at " + access.domain().span()));
  }

  private static String cure(DomainConfig domain, int pe) {
    if (!domain.runsOn().isEmpty()) {
      return "it runs on PE " + domain.runsOn().get(0);
    }
    return domain.operatedBy() == pe ? "" : "add `runs on pe " + pe + "` to the domain";
  }
}
