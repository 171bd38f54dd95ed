package io.shatterproof.maven.build;

import io.shatterproof.compiler.load.Libraries;
import java.nio.file.Path;
import java.util.List;

/**
 * Which scenario files are meant.
 *
 * @param baseFolder folder of the project; scenario files are named relative to it
 * @param sourceFolder where scenario files are looked for; need not exist
 * @param includes Ant patterns of files in the source folder
 * @param excludes Ant patterns of files to leave out
 * @param libraries where files to import are that are not in the source folder
 */
public record SourceRequest(
    Path baseFolder,
    Path sourceFolder,
    List<String> includes,
    List<String> excludes,
    Libraries libraries) {
  public SourceRequest {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /** A file as it is shown: relative to the project, where it is inside. */
  String shown(Path file) {
    Path base = baseFolder.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    Path named = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    return named.toString().replace(named.getFileSystem().getSeparator(), "/");
  }
}
