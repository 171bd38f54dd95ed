package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.CountModel;
import io.shatterproof.compiler.model.ExpectationModel.FigureModel;
import io.shatterproof.compiler.model.ExpectationModel.NoViolationExpectation;
import io.shatterproof.compiler.model.ExpectationModel.ViolationExpectation;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.event.Counter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One {@code then} does not ask for the same thing twice, or for a thing and its opposite. */
final class ContradictionRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (ThenModel then : phase.thens()) {
        checkViolations(then, sink);
        if (phase.whens().stream().noneMatch(PhaseModel.WhenModel::isAtOnce)) {
          checkTimes(then, sink);
        }
        then.expectations().forEach(expectation -> checkTwice(expectation, sink));
      }
    }
  }

  private static void checkViolations(ThenModel then, DiagnosticSink sink) {
    then.expectations().stream()
        .filter(ViolationExpectation.class::isInstance)
        .findFirst()
        .ifPresent(violation -> then.expectations().stream()
            .filter(NoViolationExpectation.class::isInstance)
            .forEach(none -> sink.report(Diagnostic.of(
                    Code.CONTRADICTION,
                    none.span(),
                    "`no violation` and a violation are expected at once")
                .withNote("the violation is at", violation.span()))));
  }

  /** The same violations are not counted twice; several PEs show one count in one order, another in another. */
  private static void checkTimes(ThenModel then, DiagnosticSink sink) {
    Map<List<Object>, ViolationExpectation> seen = new HashMap<>();
    for (ExpectationModel expectation : then.expectations()) {
      if (expectation instanceof ViolationExpectation violation) {
        List<Object> which = List.of(
            violation.name(),
            violation.label().map(Spanned::value).orElse(""),
            violation.heldBy().stream().map(Quantity::value).sorted().toList());
        ViolationExpectation earlier = seen.putIfAbsent(which, violation);
        if (earlier != null) {
          sink.report(Diagnostic.of(
                  Code.CONTRADICTION,
                  violation.span(),
                  "`" + violation.name().word() + "` is expected twice")
              .withNote("first at", earlier.span()));
        }
      }
    }
  }

  private static void checkTwice(ExpectationModel expectation, DiagnosticSink sink) {
    if (expectation instanceof ExpectationModel.CountsExpectation counts) {
      checkCounts(counts, sink);
    } else if (expectation instanceof ExpectationModel.StatsExpectation stats) {
      checkFigures(stats, sink);
    } else if (expectation instanceof ViolationExpectation violation) {
      checkHolders(violation, sink);
    }
  }

  private static void checkCounts(ExpectationModel.CountsExpectation counts, DiagnosticSink sink) {
    Map<Counter, CountModel> seen = new EnumMap<>(Counter.class);
    for (CountModel count : counts.counts()) {
      CountModel earlier = seen.putIfAbsent(count.counter(), count);
      if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.CONTRADICTION,
                count.span(),
                "`" + count.counter().word() + "` is counted twice")
            .withNote("first at", earlier.span()));
      }
    }
  }

  private static void checkHolders(ViolationExpectation violation, DiagnosticSink sink) {
    Map<Long, Quantity> seen = new HashMap<>();
    for (Quantity pe : violation.heldBy()) {
      Quantity earlier = seen.putIfAbsent(pe.value(), pe);
      if (earlier != null) {
        sink.report(Diagnostic.of(Code.CONTRADICTION, pe.span(), "PE " + pe + " is named twice")
            .withNote("first at", earlier.span()));
      }
    }
  }

  private static void checkFigures(ExpectationModel.StatsExpectation stats, DiagnosticSink sink) {
    Map<String, FigureModel> seen = new HashMap<>();
    for (FigureModel figure : stats.figures()) {
      String name = figure.statistic().word()
          + figure.level().map(level -> " level " + level).orElse("");
      FigureModel earlier = seen.putIfAbsent(name, figure);
      if (earlier != null) {
        sink.report(Diagnostic.of(Code.CONTRADICTION, figure.span(), "`" + name + "` is said twice")
            .withNote("first at", earlier.span()));
      }
    }
  }
}
