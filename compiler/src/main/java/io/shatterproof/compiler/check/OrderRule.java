package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;

/** A page order is that of an entry at some level. */
final class OrderRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
        lookup.order().ifPresent(order -> check(order, sink));
      } else if (expectation instanceof ExpectationModel.HoleExpectation hole) {
        hole.order().ifPresent(order -> check(order, sink));
      }
    }
  }

  private static void check(Quantity order, DiagnosticSink sink) {
    boolean isOfLevel = order.isAtMost(27) && (int) order.value() % 9 == 0;
    if (!isOfLevel) {
      sink.report(Diagnostic.of(
              Code.NO_SUCH_ORDER,
              order.span(),
              "no entry has page order " + order + " with a 4K granule")
          .withHelp("the orders are 0 (4K), 9 (2M), 18 (1G) and 27 (512G)"));
    }
  }
}
