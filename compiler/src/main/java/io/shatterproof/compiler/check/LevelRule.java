package io.shatterproof.compiler.check;

import io.shatterproof.arch.S2Format;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.FigureModel;
import io.shatterproof.compiler.model.ExpectationModel.StatsExpectation;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.DescriptorClaim;
import java.util.stream.IntStream;

/**
 * A level is one that the domain's walk visits, and can hold the descriptor.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors'"
 */
final class LevelRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PatternModel pattern : scenario.patterns()) {
      if (pattern instanceof PatternModel.StoredPattern stored) {
        if (isVisited(stored.level(), stored.domain(), sink)) {
          checkKind(stored, sink);
        }
      } else if (pattern instanceof PatternModel.FilledPattern filled) {
        isVisited(filled.level(), filled.domain(), sink);
      }
    }
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof StatsExpectation stats) {
        for (FigureModel figure : stats.figures()) {
          figure.level().ifPresent(level -> isVisited(level, stats.domain(), sink));
        }
      } else if (expectation instanceof ExpectationModel.StoredExpectation stored) {
        isVisited(stored.level(), stored.domain(), sink);
      }
    }
    for (Claimed claimed : Claimed.of(scenario)) {
      claimed.domain().ifPresent(domain -> check(claimed, domain, sink));
    }
  }

  private static boolean isVisited(Quantity level, DomainModel domain, DiagnosticSink sink) {
    int start = domain.config().geometry().startLevel();
    boolean isVisited = level.isAtMost(3) && level.value() >= start;
    if (!isVisited) {
      sink.report(Diagnostic.of(
              Code.OUT_OF_RANGE,
              level.span(),
              "domain `" + domain.name() + "` has no tables of level " + level.level())
          .withHelp("its levels are " + start + " to 3")
          .withNote("domain declared at", domain.span()));
    }
    return isVisited;
  }

  private static void checkKind(PatternModel.StoredPattern stored, DiagnosticSink sink) {
    int level = (int) stored.level().value();
    DescriptorClaim.Kind kind = stored.kind().value();
    S2Format format = S2Format.of(stored.domain().config().geometry().granule());
    if (!canHold(format, level, kind)) {
      sink.report(Diagnostic.of(
              Code.LEVEL_CANNOT_HOLD,
              stored.kind().span(),
              "level " + level + " cannot hold a " + kind.word() + " with a " + format.granule()
                  + " granule")
          .withHelp(levelsOf(format, kind)));
    }
  }

  private static boolean canHold(S2Format format, int level, DescriptorClaim.Kind kind) {
    return switch (kind) {
      case ANY, INVALID, VALID -> true;
      case BLOCK -> format.allowsBlock(level);
      case PAGE -> level == 3;
      case TABLE -> level < 3;
    };
  }

  private static String levelsOf(S2Format format, DescriptorClaim.Kind kind) {
    return switch (kind) {
      case ANY, INVALID, VALID -> "";
      case BLOCK ->
        "blocks are at "
            + Sizes.ofLevels(
                format.granule(), IntStream.rangeClosed(0, 3).filter(format::allowsBlock));
      case PAGE -> "pages are at level 3";
      case TABLE -> "tables are linked from levels " + format.firstLevel() + " to 2";
    };
  }

  private static void check(Claimed claimed, DomainModel domain, DiagnosticSink sink) {
    for (OutcomeModel outcome : claimed.outcomes()) {
      if (outcome instanceof OutcomeModel.OkOutcome ok) {
        ok.level().ifPresent(level -> isVisited(level, domain, sink));
      } else if (outcome instanceof OutcomeModel.FaultOutcome fault) {
        fault
            .level()
            .filter(level -> !level.isAtMost(3) && level.value() != -1)
            .ifPresent(level -> sink.report(
                Code.OUT_OF_RANGE, level.span(), "a fault has a level of 0 to 3, not " + level));
      }
    }
  }
}
