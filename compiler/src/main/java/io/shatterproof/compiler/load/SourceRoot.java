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

  /** Whether links on the way to a file that is there do not lead out. */
  boolean isReallyInside(Path file) throws IOException {
    return file.toRealPath().startsWith(absolute.toRealPath());
  }

  /** The same for every path that leads to this file, and that of the file where no link does. */
  Path key(Path file) throws IOException {
    return absolute.resolve(absolute.toRealPath().relativize(file.toRealPath()));
  }

  /** The scenario files in it, which are looked for when they are first asked for. */
  FolderIndex index() {
    if (index.isEmpty()) {
      index = Optional.of(FolderIndex.of(absolute));
    }
    return index.get();
  }
}
