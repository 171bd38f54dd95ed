package io.shatterproof.cli;

import io.shatterproof.harness.Verdict;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.Totals;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** Results of a file, counted. */
final class TotalsText {
  private final Console console;
  private final boolean paints;

  TotalsText(Console console, boolean paints) {
    this.console = console;
    this.paints = paints;
  }

  void print(CampaignHeader header, Totals totals) {
    String shard = header.shard().isWhole() ? "" : ", shard " + header.shard();
    console
        .out()
        .println("judged " + CountText.of(totals.vectors(), "vector") + " on "
            + VisibleText.of(header.provider()) + shard);
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      String text = verdict.word() + " " + totals.of(verdict);
      counts.add(paints ? VerdictColor.of(verdict, totals.of(verdict)).paint(text) : text);
    }
    console.out().println("  " + String.join("   ", counts));
    if (totals.knownFailures() > 0) {
      console.out().println("  known failures: " + CountText.of(totals.knownFailures(), "run"));
    }
  }
}
