package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.ObserverSyntax;

/** Rule: the IOMMU reads and writes, through the tables of a domain. */
record IommuAccessForm(DiagnosticSink sink) {

  /** Whether the rule holds; if not, that is reported. */
  boolean holds(ObserverSyntax observer, boolean isUnderRegime) {
    if (isUnderRegime) {
      report(observer.observer(), "the IOMMU walks the tables of domains, and these are bare ones");
      return false;
    }
    boolean isKnown = switch (AccessResolver.kind(observer.access().kind())) {
      case READ, WRITE -> true;
      default -> false;
    };
    if (!isKnown) {
      report(
          observer.access().span(),
          "`" + observer.access().kind() + "` is nothing that an IOMMU does");
    } else if (!observer.access().options().isEmpty()) {
      report(
          observer.access().options().get(0).span(),
          "an IOMMU has no registers and no Exception levels, and is asked for a byte");
      return false;
    }
    return isKnown;
  }

  private void report(Span span, String reason) {
    sink.report(Diagnostic.of(Code.NO_ACCESS_OF_IOMMU, span, reason)
        .withHelp("write `iommu read D ipa` or `iommu write D ipa` with a domain D"));
  }
}
