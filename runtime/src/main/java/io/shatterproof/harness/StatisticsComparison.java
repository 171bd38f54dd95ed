package io.shatterproof.harness;

import io.shatterproof.event.Observable;
import io.shatterproof.vector.Expectation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the bookkeeping of an implementation with the figures of an expectation. */
final class StatisticsComparison {
  private final UnderTest underTest;

  StatisticsComparison(UnderTest underTest) {
    this.underTest = underTest;
  }

  /** The difference, if there is one. */
  Optional<Failure> judge(Expectation.StatisticsAre expected) {
    List<String> claims = new ArrayList<>();
    List<String> actuals = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    Set<Observable> observables = new HashSet<>();
    for (Expectation.Figure figure : expected.figures()) {
      long actual = underTest.statistic(expected.domain(), figure.statistic(), figure.level());
      claims.add(nameOf(figure) + " " + text(figure, figure.value()));
      actuals.add(nameOf(figure) + " " + text(figure, actual));
      if (actual != figure.value()) {
        observables.add(Observable.of(figure.statistic()));
        differences.add(nameOf(figure) + " " + text(figure, actual) + ", expected "
            + text(figure, figure.value()));
      }
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Failure(
        expected.origin(),
        "stats " + underTest.nameOf(expected.domain()) + ": " + String.join("; ", differences),
        String.join("\n", claims),
        String.join("\n", actuals),
        "",
        observables));
  }

  private static String nameOf(Expectation.Figure figure) {
    return figure.statistic().word()
        + (figure.statistic().isByLevel() ? " level " + figure.level() : "");
  }

  /** The figures of no level are addresses. */
  private static String text(Expectation.Figure figure, long value) {
    return figure.statistic().isByLevel() ? Long.toString(value) : "0x" + Long.toHexString(value);
  }
}
