package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Granule;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import java.util.Arrays;
import java.util.Optional;

/** Rule: a granule has one of three sizes. */
final class Granules {
  private Granules() {}

  /** The granule of that size; any other size is reported. */
  static Optional<Granule> of(Quantity size, DiagnosticSink sink) {
    Optional<Granule> granule = Arrays.stream(Granule.values())
        .filter(candidate -> candidate.sizeBytes() == size.value())
        .findFirst();
    if (granule.isEmpty()) {
      sink.report(Diagnostic.of(Code.OUT_OF_RANGE, size.span(), "no granule has " + size + " bytes")
          .withHelp("write `granule 4K`, `granule 16K` or `granule 64K`"));
    }
    return granule;
  }
}
