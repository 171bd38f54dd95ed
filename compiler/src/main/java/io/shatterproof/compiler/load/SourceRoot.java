package io.shatterproof.compiler.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder that imports do not lead out of. */
final class SourceRoot {
  private final Path given;
  private final Path absolute;
  private Optional<FolderIndex> index = Optional.empty();

  SourceRoot(Path given) {
    this.given = given;
    this.absolute = given.toAbsolutePath().normalize();
  }

  /** The folder as it was given. */
  Path given() {
    return given;
  }

  /** Whether a path begins with this folder; links are not followed. */
  boolean contains(Path path) {
    return path.toAbsolutePath().normalize().startsWith(absolute);
  }

  /** A file below, relative to this folder. */
  Path relative(Path file) {
    return absolute.relativize(file.toAbsolutePath().normalize());
  }

  /** A file below, as the folder was given. */
  Path file(List<String> segments) {
    return given.resolve(String.join("/", segments));
  }

  /** Where a file that is there really lies, links followed; empty if these lead out. */
  Optional<Path> inside(Path file) throws IOException {
    Path real = file.toRealPath();
    return real.startsWith(absolute.toRealPath()) ? Optional.of(real) : Optional.empty();
  }

  /** The same for every path that leads to this file, and that of the file where no link does. */
  Path key(Path real) throws IOException {
    return absolute.resolve(absolute.toRealPath().relativize(real));
  }

  /** The scenario files in it, which are looked for when they are first asked for. */
  FolderIndex index() {
    if (index.isEmpty()) {
      index = Optional.of(FolderIndex.of(absolute));
    }
    return index.get();
  }
}
