package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;

/** Mappings begin and end at granules. */
final class AlignedRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (AddressRange range : AddressRange.of(scenario)) {
      check(range.space() + " ", range.start(), range.domain(), sink);
      check("size ", range.size(), range.domain(), sink);
    }
  }

  private static void check(
      String what, Quantity quantity, DomainModel domain, DiagnosticSink sink) {
    Granule granule = domain.config().geometry().granule();
    if ((quantity.value() & (granule.sizeBytes() - 1)) != 0) {
      sink.report(
          Code.MISALIGNED,
          quantity.span(),
          what + quantity.hex() + " is not aligned to " + granule.word());
    }
  }
}
