package io.shatterproof.cli;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.SetPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names sets after the scenario files that they come from. */
final class SetNames {
  private static final String SCENARIOS = ".p2m";

  private SetNames() {}

  /**
   * The vectors of each file by its path without {@code .p2m}, sorted.
   *
   * @throws FileFailure if a name is not possible on every system, or two files have the same
   */
  static Map<String, List<ConformanceVector>> byFile(List<ConformanceVector> vectors)
      throws FileFailure {
    Map<String, List<ConformanceVector>> byFile = new TreeMap<>();
    Map<String, String> files = new HashMap<>();
    for (ConformanceVector vector : vectors) {
      String file = vector.heading().origin().file();
      String name = name(file);
      String other = files.putIfAbsent(name.toLowerCase(Locale.ROOT), file);
      if (other != null && !other.equals(file)) {
        throw new FileFailure(
            VisibleText.of(other) + " and " + VisibleText.of(file) + " would be the same set, "
                + name + SetPath.EXTENSION + "; export a folder that both are in");
      }
      byFile.computeIfAbsent(name, any -> new ArrayList<>()).add(vector);
    }
    return byFile;
  }

  private static String name(String file) throws FileFailure {
    String name =
        file.endsWith(SCENARIOS) ? file.substring(0, file.length() - SCENARIOS.length()) : file;
    Optional<String> obstacle = SetPath.obstacle(name + SetPath.EXTENSION);
    if (obstacle.isPresent()) {
      throw new FileFailure(VisibleText.of(file) + " cannot be the name of a set: it "
          + obstacle.get() + "; rename the file, or export to one vector file");
    }
    return name;
  }
}
