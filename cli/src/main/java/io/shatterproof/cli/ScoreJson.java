package io.shatterproof.cli;

import io.shatterproof.mutation.Mutant;
import io.shatterproof.mutation.Scorecard;
import io.shatterproof.vector.json.CanonicalJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mutation run found, for a program: a line for each mutant and false claim, then the
 * counts.
 */
final class ScoreJson {
  private final PrintWriter out;
  private final Scorecard scorecard;

  ScoreJson(Console console, Scorecard scorecard) {
    this.out = console.out();
    this.scorecard = scorecard;
  }

  /** Prints it; returns whether everything is killed, and every claim true. */
  boolean print() {
    List<Mutant> survivors = scorecard.survivors();
    for (Mutant mutant : scorecard.mutants()) {
      out.println(JsonLine.of(json -> mutant(json, mutant, survivors.contains(mutant))));
    }
    scorecard
        .unsound()
        .forEach(line -> out.println(JsonLine.of(json -> json.member("unsound", line))));
    List<Scorecard.FalseClaim> falseClaims = scorecard.falseClaims();
    for (Scorecard.FalseClaim claim : falseClaims) {
      out.println(JsonLine.of(json -> json.member("false_claim", claim.fault().name())
          .member("title", claim.title())
          .member("at", claim.scenario().toString())
          .member("reason", claim.reason())));
    }
    out.println(JsonLine.of(json -> json.member("faults", scorecard.faults().size())
        .member("killed_faults", scorecard.killedFaults().size())
        .member("mutants", scorecard.mutants().size())
        .member("killed_mutants", (long) scorecard.mutants().size() - survivors.size())
        .member("false_claims", falseClaims.size())
        .member("unsound", scorecard.unsound().size())
        .member("inexpressible", scorecard.inexpressible().size())));
    return survivors.isEmpty() && falseClaims.isEmpty() && scorecard.unsound().isEmpty();
  }

  private void mutant(CanonicalJson json, Mutant mutant, boolean survives) {
    json.member("mutant", mutant.fault().name())
        .member("fault", mutant.fault().fault().name())
        .member("profile", mutant.profile())
        .member("killed", !survives);
    if (survives) {
      json.member("sentence", mutant.fault().sentence())
          .member("touched", scorecard.isTouched(mutant));
    } else {
      List<String> killers = new ArrayList<>();
      for (Scorecard.Kill kill : scorecard.kills(mutant)) {
        String id = kill.vector().heading().id();
        if (!killers.contains(id)) {
          killers.add(id);
        }
      }
      json.textsUnlessEmpty("killers", killers);
    }
  }
}
