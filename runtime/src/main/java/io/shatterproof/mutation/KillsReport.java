package io.shatterproof.mutation;

import io.shatterproof.vector.json.KillsWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints a scorecard as the sidecar of a set of vectors. */
public final class KillsReport {
  private KillsReport() {}

  /** The file; see {@link KillsWriter}. */
  public static byte[] of(Scorecard scorecard, String suite, String generator) {
    KillsWriter writer = new KillsWriter(suite, generator);
    for (Suite.Item item : scorecard.suite().items()) {
      List<KillsWriter.Kill> kills = new ArrayList<>();
      for (Mutant mutant : scorecard.mutants()) {
        scorecard
            .encounter(mutant, item)
            .filter(Encounter::isKill)
            .ifPresent(kill -> kills.add(new KillsWriter.Kill(
                mutant.fault().name(),
                mutant.profile(),
                kill.origin().orElseThrow(),
                kill.shown())));
      }
      writer.add(item.vector().heading().id(), kills);
    }
    return writer.toBytes();
  }
}
