package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorManifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a manifest will list: paths that are good on every system, each once. */
final class ListedFiles {
  private final String generator;
  private final Set<String> paths = new HashSet<>();
  private final List<VectorManifest.Entry> entries = new ArrayList<>();

  ListedFiles(String generator) {
    this.generator = generator;
  }

  /** Demands that a path is good, and is not there yet, in whatever case. */
  void requireNew(String path) {
    Optional<String> obstacle = SetPath.obstacle(path);
    if (obstacle.isPresent()) {
      throw new IllegalArgumentException(path + " " + obstacle.get());
    }
    if (!paths.add(path.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(path + " is there twice");
    }
  }

  void add(VectorManifest.Entry entry) {
    entries.add(entry);
  }

  VectorManifest manifest() {
    return new VectorManifest(generator, entries);
  }
}
