package io.shatterproof.cli;

import io.shatterproof.mutation.Mutant;
import io.shatterproof.mutation.Scorecard;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a mutation run found, for a person. */
final class ScoreText {
  private final PrintWriter out;
  private final Scorecard scorecard;

  ScoreText(Console console, Scorecard scorecard) {
    this.out = console.out();
    this.scorecard = scorecard;
  }

  /** Prints it; returns whether everything is killed, and every claim true. */
  boolean print() {
    scorecard.unsound().forEach(line -> out.println(VisibleText.of(line)));
    List<Mutant> survivors = scorecard.survivors();
    Map<String, Integer> unheardOf = new TreeMap<>();
    for (Mutant survivor : survivors) {
      if (!scorecard.isTouched(survivor)) {
        unheardOf.merge(survivor.profile(), 1, Integer::sum);
        continue;
      }
      out.println("survives: " + survivor.name() + ": " + survivor.fault().sentence());
      scorecard.besides(survivor).stream()
          .limit(3)
          .forEach(line -> out.println("  " + VisibleText.of(line)));
    }
    unheardOf.forEach((profile, count) -> out.println("survives: " + CountText.of(count, "mutant")
        + " on " + profile + ", of which no vector says anything"));
    List<Scorecard.FalseClaim> falseClaims = scorecard.falseClaims();
    for (Scorecard.FalseClaim claim : falseClaims) {
      out.println(VisibleText.of(claim.scenario() + ": \"" + claim.title() + "\" does not kill "
          + claim.fault().name() + ", as it claims: " + claim.reason()));
    }
    int mutants = scorecard.mutants().size();
    List<String> parts = new ArrayList<>();
    parts.add("killed " + scorecard.killedFaults().size() + " of "
        + CountText.of(scorecard.faults().size(), "fault"));
    parts.add(mutants - survivors.size() + " of " + CountText.of(mutants, "mutant"));
    parts.add(CountText.of(falseClaims.size(), "false claim"));
    if (!scorecard.inexpressible().isEmpty()) {
      parts.add(scorecard.inexpressible().size() + " cannot be expressed");
    }
    out.println(String.join(", ", parts));
    return survivors.isEmpty() && falseClaims.isEmpty() && scorecard.unsound().isEmpty();
  }
}
