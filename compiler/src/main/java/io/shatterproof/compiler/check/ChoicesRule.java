package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.EventsExpectation;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.EitherPattern;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import java.util.List;

/** Where the order is open, each way to choose alternatives is tried; they are few enough for that. */
final class ChoicesRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof EventsExpectation events
          && events.matching() == EventMatching.ANY_ORDER
          && choices(events.patterns()) > EventPattern.MOST_CHOICES) {
        sink.report(Diagnostic.of(
                Code.TOO_MANY_CHOICES,
                events.span(),
                "there are more than " + EventPattern.MOST_CHOICES
                    + " ways to choose among these alternatives")
            .withHelp("give the events an order, or alternatives of one event each"));
      }
    }
  }

  /** As {@link EventPattern#choices}, and one more than too many at the most. */
  private static long choices(List<PatternModel> patterns) {
    long product = 1;
    for (PatternModel pattern : patterns) {
      if (pattern instanceof EitherPattern either && !isOfSingleEvents(either)) {
        long sum = either.alternatives().stream()
            .mapToLong(one -> choices(one.patterns()))
            .sum();
        product = Math.min(EventPattern.MOST_CHOICES + 1L, product * sum);
      }
    }
    return product;
  }

  private static boolean isOfSingleEvents(EitherPattern either) {
    return either.alternatives().stream()
        .allMatch(one ->
            one.patterns().size() == 1 && one.patterns().get(0) instanceof PatternModel.OfEvent);
  }
}
