package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;

/** The address of a page or block is its first, and inside of the input size. */
final class EntryAddressRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.EntryStep entry) {
        checkAligned(entry.entry(), sink);
        checkInside(entry.entry(), sink);
      }
    }
  }

  private static void checkAligned(EntryModel entry, DiagnosticSink sink) {
    Granule granule = EntryLevelRule.format(entry).granule();
    int level = entry.level().value();
    boolean isAligned = (entry.address().value() & (granule.entrySizeBytes(level) - 1)) == 0;
    boolean hasLevel = level >= EntryLevelRule.start(entry); // otherwise that is the mistake
    if (entry.kind() != EntryModel.Kind.RAW && hasLevel && !isAligned) {
      sink.report(
          Code.MISALIGNED,
          entry.address().span(),
          space(entry) + " " + entry.address().hex() + " is not aligned to "
              + Sizes.of(granule, level));
    }
  }

  private static void checkInside(EntryModel entry, DiagnosticSink sink) {
    int bits = entry.isStage1()
        ? entry.regime().stage1().orElseThrow().inputBits()
        : entry.regime().ipaBits();
    boolean isInside = bits >= 64 || entry.address().value() >>> bits == 0;
    boolean isFree = entry.kind() == EntryModel.Kind.RAW || entry.regime().isUnchecked();
    if (!isInside && !isFree) {
      sink.report(Diagnostic.of(
              Code.IPA_OUT_OF_RANGE,
              entry.address().span(),
              space(entry) + " " + entry.address().hex() + " does not fit in the " + bits
                  + " bits of " + space(entry) + " of regime `" + entry.regime().name() + "`")
          .withHelp("to test what happens there, declare nothing and access the address")
          .withNote("regime declared at", entry.regime().span()));
    }
  }

  private static String space(EntryModel entry) {
    return entry.isStage1() ? "VA" : "IPA";
  }
}
