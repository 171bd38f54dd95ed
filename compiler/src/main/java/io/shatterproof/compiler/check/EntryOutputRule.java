package io.shatterproof.compiler.check;

import io.shatterproof.arch.S2Format;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** The address that an entry leads to is aligned, and fits in a descriptor. */
final class EntryOutputRule implements Rule {
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
    if (entry.kind() != EntryModel.Kind.RAW) {
      entry.value().ifPresent(value -> check(entry, value, sink));
    }
  }

  private static void check(EntryModel entry, Quantity value, DiagnosticSink sink) {
    S2Format format = EntryLevelRule.format(entry);
    boolean isLeaf = entry.kind().isLeaf();
    int level = isLeaf ? entry.level().value() : 3;
    String space = entry.isStage1() ? "IPA " : "PA ";
    long size = format.granule().entrySizeBytes(level);
    if ((value.value() & (size - 1)) != 0) {
      sink.report(
          Code.MISALIGNED,
          value.span(),
          space + value.hex() + " is not aligned to " + Sizes.of(format.granule(), level));
      return;
    }
    long held = format.nextTablePa(format.table(value.value()));
    if (held != value.value()) {
      sink.report(Diagnostic.of(
              Code.PA_OUT_OF_RANGE,
              value.span(),
              space + value.hex() + " has more bits than a descriptor of regime `"
                  + entry.regime().name() + "` holds")
          .withHelp("52 bits need `lpa` with a 64K granule, else `lpa2` and DS = 1"));
    }
  }
}
