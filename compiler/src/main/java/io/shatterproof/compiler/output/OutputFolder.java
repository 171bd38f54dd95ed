package io.shatterproof.compiler.output;

import io.shatterproof.compiler.backend.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder of generated files that may lie beside others. A manifest lists those that are ours;
 * nothing else is ever overwritten or deleted.
 */
public final class OutputFolder {
  private static final String TITLE =
      "# Generated files that shatterproof may overwrite and delete";

  private final Path folder;
  private final Path manifest;

  /**
   * Names a folder, which need not exist.
   *
   * @param manifest the file that lists what was generated, one relative path a line
   */
  public OutputFolder(Path folder, Path manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Makes the generated files exactly these: deletes what an earlier update wrote and is not wanted
   * any more, and does not touch a file whose content is right.
   *
   * @param files no two with the same path
   * @throws FileInTheWayException before anything is changed, if a file that is not ours would be
   *     overwritten
   * @throws IOException if something cannot be written; each file is then as before or as wanted,
   *     and the manifest lists those that are ours
   */
  public OutputChange update(List<GeneratedFile> files) throws IOException {
    SortedSet<String> ours = listed();
    SortedMap<String, byte[]> wanted = new TreeMap<>();
    for (GeneratedFile file : files) {
      byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
      wanted.put(file.path(), bytes);
      requireOurs(file.path(), bytes, ours);
    }
    SortedSet<String> stale = new TreeSet<>(ours);
    stale.removeAll(wanted.keySet());
    // First, so that a file written just before a crash is known to be ours.
    ours.addAll(wanted.keySet());
    list(ours);
    int written = 0;
    for (Map.Entry<String, byte[]> file : wanted.entrySet()) {
      if (OutputFile.replace(folder.resolve(file.getKey()), file.getValue())) {
        written++;
      }
    }
    int deleted = 0;
    for (String path : stale) {
      if (Files.deleteIfExists(folder.resolve(path))) {
        deleted++;
      }
    }
    list(new TreeSet<>(wanted.keySet()));
    return new OutputChange(written, wanted.size() - written, deleted);
  }

  /**
   * The files that are ours, as the manifest lists them. A line that leads out of the folder is
   * ignored: somebody else wrote it.
   */
  public SortedSet<String> listed() throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    if (Files.isRegularFile(manifest)) {
      for (String line : Files.readAllLines(manifest, StandardCharsets.UTF_8)) {
        if (!line.isEmpty() && !line.startsWith("#") && isInside(line)) {
          paths.add(line);
        }
      }
    }
    return paths;
  }

  private boolean isInside(String path) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(path).normalize();
    return file.startsWith(root) && !file.equals(root);
  }

  private void requireOurs(String path, byte[] bytes, SortedSet<String> ours) throws IOException {
    Path file = folder.resolve(path);
    if (!ours.contains(path) && Files.exists(file) && !OutputFile.has(file, bytes)) {
      throw new FileInTheWayException(file);
    }
  }

  private void list(SortedSet<String> paths) throws IOException {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    paths.forEach(path -> text.append(path).append('\n'));
    OutputFile.replace(manifest, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
