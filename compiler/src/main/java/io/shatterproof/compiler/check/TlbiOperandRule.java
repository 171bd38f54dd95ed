package io.shatterproof.compiler.check;

import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.ScenarioModel;

/** Only an operation by IPA has an IPA, and it has one. */
final class TlbiOperandRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : scenario.patterns()) {
      if (pattern instanceof PatternModel.InvalidatedPattern invalidated) {
        check(invalidated, sink);
      }
    }
  }

  private static void check(PatternModel.InvalidatedPattern pattern, DiagnosticSink sink) {
    TlbiOp operation = pattern.operation().value();
    boolean takesIpa = operation.operand() == TlbiOp.Operand.IPA;
    if (!takesIpa && pattern.ipa().isPresent()) {
      sink.report(
          Code.TLBI_OPERAND, pattern.ipa().get().span(), "`" + operation.word() + "` takes no IPA");
    } else if (takesIpa && pattern.ipa().isEmpty()) {
      sink.report(
          Code.TLBI_OPERAND,
          pattern.span(),
          "`" + operation.word() + "` removes the entries of an IPA, which is missing");
    }
  }
}
