package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** An entry of an unlinked table stands below it, inside of the addresses that it covers. */
final class UnlinkedTableRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.EntryStep entry) {
        entry.entry().under().ifPresent(table -> check(entry.entry(), table, sink));
      }
    }
  }

  private static void check(EntryModel entry, EntryModel table, DiagnosticSink sink) {
    int level = table.level().value();
    if (entry.level().value() <= level) {
      sink.report(Diagnostic.of(
              Code.OUT_OF_RANGE,
              entry.level().span(),
              "table `" + table.name() + "` is linked at level " + level
                  + ", so what stands in it is of level " + (level + 1) + " or below, not "
                  + entry.level().value())
          .withNote("`" + table.name() + "` declared at", table.nameSpan()));
      return;
    }
    Granule granule = EntryLevelRule.format(table).granule();
    long size = granule.entrySizeBytes(level);
    long first = table.address().value() & -size;
    if ((entry.address().value() & -size) != first) {
      sink.report(Diagnostic.of(
              Code.IPA_OUT_OF_RANGE,
              entry.address().span(),
              entry.address().hex() + " is not among the addresses that table `" + table.name()
                  + "` covers")
          .withHelp("those are 0x" + Long.toHexString(first) + " to 0x"
              + Long.toHexString(first + size - 1))
          .withNote("`" + table.name() + "` declared at", table.nameSpan()));
    }
  }
}
