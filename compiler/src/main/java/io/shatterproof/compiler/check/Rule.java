package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;

/** Something that must hold of a scenario, for each row of its table. */
@FunctionalInterface
interface Rule {

  /** Reports where it does not hold. */
  void check(ScenarioModel scenario, DiagnosticSink sink);
}
