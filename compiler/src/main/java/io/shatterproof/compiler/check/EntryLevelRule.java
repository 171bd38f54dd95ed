package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.stream.IntStream;

/**
 * An entry stands at a level that its walk visits, and that can hold it, and what is stored there.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors'"
 */
final class EntryLevelRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.EntryStep entry) {
        check(entry.entry(), sink);
      } else if (step instanceof StepModel.StoreStep store) {
        store.stored().ifPresent(stored -> check(stored, sink));
      }
    }
  }

  private static void check(EntryModel entry, DiagnosticSink sink) {
    int level = entry.level().value();
    int start = start(entry);
    if (level < start) {
      sink.report(Diagnostic.of(
              Code.OUT_OF_RANGE,
              entry.level().span(),
              "regime `" + entry.regime().name() + "` has no " + stage(entry) + "tables of level "
                  + level)
          .withHelp(start == 3 ? "its only level is 3" : "its levels are " + start + " to 3")
          .withNote("regime declared at", entry.regime().span()));
      return;
    }
    S2Format format = format(entry);
    boolean canHold = switch (entry.kind()) {
      case PAGE, RAW -> true;
      case BLOCK -> format.allowsBlock(level);
      case TABLE -> level < 3;
    };
    if (!canHold) {
      sink.report(Diagnostic.of(
              Code.LEVEL_CANNOT_HOLD,
              entry.level().span(),
              "level " + level + " cannot hold a " + entry.kind().word() + " with a "
                  + format.granule() + " granule")
          .withHelp(levels(entry, format) + "; a `raw` word can stand anywhere"));
    }
  }

  private static String levels(EntryModel entry, S2Format format) {
    return entry.kind() == EntryModel.Kind.BLOCK
        ? "blocks are at "
            + Sizes.ofLevels(
                format.granule(), IntStream.rangeClosed(0, 2).filter(format::allowsBlock))
        : "tables are linked from levels " + start(entry) + " to 2";
  }

  /** The level of the first lookup. */
  static int start(EntryModel entry) {
    return entry.isStage1()
        ? entry.regime().stage1().orElseThrow().startLevel()
        : entry.regime().startLevel();
  }

  private static String stage(EntryModel entry) {
    return entry.isStage1() ? "stage 1 " : "";
  }

  /** That of its stage: stage 1 has a 4K granule. */
  static S2Format format(EntryModel entry) {
    return entry.isStage1() ? S2Format.of(Granule.SIZE_4K) : entry.regime().format();
  }
}
