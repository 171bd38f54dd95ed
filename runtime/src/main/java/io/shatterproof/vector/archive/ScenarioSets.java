package io.shatterproof.vector.archive;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The vectors of scenario files, as a set for each file that is named after it. */
public final class ScenarioSets {
  private static final String SCENARIOS = ".p2m";

  private final VectorSet vectors;
  private final Map<String, List<ConformanceVector>> byFile = new TreeMap<>();
  private long written;

  /**
   * Names the sets.
   *
   * @throws UnnamableSetException if a name is not possible on every system, or two files have the same
   */
  public ScenarioSets(VectorSet vectors) throws UnnamableSetException {
    this.vectors = vectors;
    Map<String, String> files = new HashMap<>();
    for (ConformanceVector vector : vectors.vectors()) {
      String file = vector.heading().origin().file();
      String name = name(file);
      String other = files.putIfAbsent(name.toLowerCase(Locale.ROOT), file);
      if (other != null && !other.equals(file)) {
        throw new UnnamableSetException(
            VisibleText.of(other) + " and " + VisibleText.of(file) + " would be the same set, "
                + name + SetPath.EXTENSION + "; export a folder that both are in");
      }
      byFile.computeIfAbsent(name, any -> new ArrayList<>()).add(vector);
    }
  }

  private static String name(String file) throws UnnamableSetException {
    String name =
        file.endsWith(SCENARIOS) ? file.substring(0, file.length() - SCENARIOS.length()) : file;
    Optional<String> obstacle = SetPath.obstacle(name + SetPath.EXTENSION);
    if (obstacle.isPresent()) {
      throw new UnnamableSetException(VisibleText.of(file) + " cannot be the name of a set: it "
          + obstacle.get() + "; rename the file, or export to one vector file");
    }
    return name;
  }

  /** How many sets there are. */
  public int count() {
    return byFile.size();
  }

  /** Adds each set to a folder or jar. */
  public void addTo(ArchiveOutput output, Optional<Compression> compression)
      throws IOException, VectorFormatException {
    for (Map.Entry<String, List<ConformanceVector>> file : byFile.entrySet()) {
      VectorWriter writer =
          new VectorWriter(file.getKey(), vectors.generator(), vectors.specifications());
      file.getValue().forEach(writer::add);
      output.add(
          file.getKey()
              + SetPath.EXTENSION
              + compression.map(Compression::extension).orElse(""),
          compression,
          SetContent.of(writer));
      written += writer.header().count();
    }
  }

  /** How many vectors were added; the same one in a set counts once. */
  public long vectors() {
    return written;
  }
}
