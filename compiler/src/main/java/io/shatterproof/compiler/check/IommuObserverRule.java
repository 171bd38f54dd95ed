package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel.GuestAccessModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import java.util.HashSet;
import java.util.Set;

/** The IOMMU accesses the memory of a domain that uses it. */
final class IommuObserverRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Set<Span> told = new HashSet<>(); // one observer may have several sights
    for (PhaseModel phase : scenario.phases()) {
      for (ExpectationModel.OfObserver observer : phase.observers()) {
        if (observer.observed() instanceof GuestAccessModel access
            && access.isByIommu()
            && !access.domain().config().usesIommu()
            && told.add(access.pe().span())) {
          report(access, sink);
        }
      }
    }
  }

  private static void report(GuestAccessModel access, DiagnosticSink sink) {
    DomainModel domain = access.domain();
    String name = domain.config().name();
    sink.report(Diagnostic.of(
            Code.NO_ACCESS_OF_IOMMU,
            access.pe().span(),
            "domain `" + name + "` does not use an IOMMU")
        .withHelp("add `uses iommu` to the domain, and `iommu coherent` or `iommu noncoherent` to"
            + " its platform")
        .withNote("domain declared at", domain.span()));
  }
}
