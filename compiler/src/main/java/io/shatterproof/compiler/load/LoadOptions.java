package io.shatterproof.compiler.load;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How files are found and named.
 *
 * @param root folder that imports do not lead out of; without one it is the folder that was given,
 *     or that of the file that was given
 * @param namedFrom folder that the names of files are relative to; without one they are named as
 *     they were given
 * @param libraries where files to import are, beside the root
 */
public record LoadOptions(Optional<Path> root, Optional<Path> namedFrom, Libraries libraries) {

  /** Files as they are given, and the libraries of this very class path. */
  public static LoadOptions defaults() {
    return new LoadOptions(
        Optional.empty(), Optional.empty(), Libraries.of(LoadOptions.class.getClassLoader()));
  }

  /** These with a folder that imports do not lead out of. */
  public LoadOptions withRoot(Path folder) {
    return new LoadOptions(Optional.of(folder), namedFrom, libraries);
  }

  /** These with names relative to a folder. */
  public LoadOptions withNamesFrom(Path folder) {
    return new LoadOptions(root, Optional.of(folder), libraries);
  }

  /** These with the libraries of another class path. */
  public LoadOptions withLibraries(ClassLoader classPath) {
    return withLibraries(Libraries.of(classPath));
  }

  /** These with other libraries. */
  public LoadOptions withLibraries(Libraries others) {
    return new LoadOptions(root, namedFrom, others);
  }

  /** The name under which a file is shown, with {@code /}. */
  String shown(Path file) {
    Path named = namedFrom.map(folder -> relative(folder, file)).orElse(file);
    return named.toString().replace(named.getFileSystem().getSeparator(), "/");
  }

  private static Path relative(Path folder, Path file) {
    Path base = folder.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(base) ? base.relativize(absolute) : absolute;
  }
}
