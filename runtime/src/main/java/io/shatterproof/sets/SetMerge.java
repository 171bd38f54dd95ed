package io.shatterproof.sets;

import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sets become one. Of vectors with one id the first counts, in the order of the sets.
 *
 * @param vectors how many there are then
 * @param suite name of the first set
 * @param generator that of all sets, where they have one
 * @param specifications those of all sets, each once
 * @param remarks what was not the same everywhere, a line each
 */
public record SetMerge(
    long vectors,
    String suite,
    Optional<String> generator,
    List<String> specifications,
    List<String> remarks) {
  private static final int MOST_REMARKS = 100;

  public SetMerge {
    specifications = List.copyOf(specifications);
    remarks = List.copyOf(remarks);
  }

  /**
   * Adds the vectors of all sets to one.
   *
   * @param sources at least one
   */
  public static SetMerge into(VectorSpool spool, List<SetSource> sources)
      throws IOException, VectorFormatException {
    try (UnitedReading reading = new UnitedReading(sources)) {
      Remarks remarks = new Remarks();
      VectorHeader first = reading.header(0);
      Set<String> specifications = new LinkedHashSet<>();
      boolean isOneGenerator = true;
      for (int i = 0; i < sources.size(); i++) {
        VectorHeader header = reading.header(i);
        specifications.addAll(header.specifications());
        isOneGenerator &= header.generator().equals(first.generator());
        if (!header.suite().equals(first.suite())) {
          remarks.add(reading.name(i) + " is the suite \"" + header.suite() + "\", and "
              + reading.name(0) + " \"" + first.suite() + "\", whose name the result has");
        }
        if (!header.optional().isEmpty()) {
          remarks.add(reading.name(i) + " has members that this version does not know, and they"
              + " are left out: " + String.join(", ", header.optional()));
        }
      }
      for (List<UnitedReading.Found> found = reading.next();
          !found.isEmpty();
          found = reading.next()) {
        UnitedReading.Found kept = found.get(0);
        spool.add(kept.vector());
        for (UnitedReading.Found other : found.subList(1, found.size())) {
          List<String> words = Wording.differences(kept.vector(), other.vector());
          if (!words.isEmpty()) {
            remarks.add(kept.vector().heading().id() + " has the words of "
                + reading.name(kept.from()) + "; " + reading.name(other.from())
                + " has another " + String.join(", ", words));
          }
        }
      }
      return new SetMerge(
          spool.count(),
          first.suite(),
          isOneGenerator ? Optional.of(first.generator()) : Optional.empty(),
          List.copyOf(specifications),
          remarks.lines());
    }
  }

  /** So many remarks that a person reads them, and the number of the others. */
  private static final class Remarks {
    private final List<String> lines = new ArrayList<>();
    private long more;

    void add(String line) {
      if (lines.size() < MOST_REMARKS) {
        lines.add(line);
      } else {
        more++;
      }
    }

    List<String> lines() {
      List<String> all = new ArrayList<>(lines);
      if (more > 0) {
        all.add("and so on, " + more + " more");
      }
      return all;
    }
  }
}
