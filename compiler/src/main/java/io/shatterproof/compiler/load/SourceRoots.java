package io.shatterproof.compiler.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which folder imports of a file do not lead out of. */
final class SourceRoots {
  private final Optional<SourceRoot> chosen;
  private final List<SourceRoot> folders;
  private final Map<Path, SourceRoot> own = new HashMap<>();

  private SourceRoots(Optional<SourceRoot> chosen, List<SourceRoot> folders) {
    this.chosen = chosen;
    this.folders = folders;
  }

  /** The roots of the files that are found at these paths. */
  static SourceRoots of(List<Path> paths, LoadOptions options) {
    List<SourceRoot> folders = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        folders.add(new SourceRoot(path));
      }
    }
    return new SourceRoots(options.root().map(SourceRoot::new), folders);
  }

  /**
   * The root of a file: the one that was chosen, else the outermost folder given that has it, else
   * its own folder. With a root that was chosen, a file outside of it has none.
   */
  Optional<SourceRoot> of(Path file) {
    if (chosen.isPresent()) {
      return chosen.filter(root -> root.contains(file));
    }
    Optional<SourceRoot> outermost = Optional.empty();
    for (SourceRoot folder : folders) {
      boolean isOuter = outermost.isEmpty() || folder.contains(outermost.get().given());
      if (folder.contains(file) && isOuter) {
        outermost = Optional.of(folder);
      }
    }
    return outermost.isPresent()
        ? outermost
        : Optional.of(own.computeIfAbsent(folderOf(file), SourceRoot::new));
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }
}
