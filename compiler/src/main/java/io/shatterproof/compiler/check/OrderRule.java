package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.stream.IntStream;

/** A page order is that of an entry at some level. */
final class OrderRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
        lookup.order().ifPresent(order -> check(order, lookup.domain(), sink));
      } else if (expectation instanceof ExpectationModel.HoleExpectation hole) {
        hole.order().ifPresent(order -> check(order, hole.domain(), sink));
      }
    }
  }

  private static void check(Quantity order, DomainModel domain, DiagnosticSink sink) {
    Granule granule = domain.config().geometry().granule();
    int highest = 3 - S2Format.of(granule).firstLevel();
    boolean isOfLevel = order.isAtMost((long) highest * granule.stride())
        && (int) order.value() % granule.stride() == 0;
    if (!isOfLevel) {
      sink.report(Diagnostic.of(
              Code.NO_SUCH_ORDER,
              order.span(),
              "no entry has page order " + order + " with a " + granule + " granule")
          .withHelp("the orders are "
              + Sizes.listed(IntStream.rangeClosed(0, highest)
                  .mapToObj(n -> n * granule.stride() + " (" + Sizes.of(granule, 3 - n) + ")")
                  .toList())));
    }
  }
}
