package io.shatterproof.vector.archive;

import io.shatterproof.vector.file.WholeFile;
import io.shatterproof.vector.json.ListedSet;
import io.shatterproof.vector.json.ManifestReader;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A folder of sets with its manifest. Files that no manifest lists are never overwritten. */
public final class FolderOutput implements ArchiveOutput {
  private final Path folder;
  private final ListedFiles files;
  private final Map<String, WholeFile> written = new TreeMap<>();

  /**
   * Begins with what lies there.
   *
   * @param generator what makes the sets, with version
   */
  public FolderOutput(Path folder, String generator) {
    this.folder = folder;
    this.files = new ListedFiles(generator);
  }

  @Override
  public void add(String path, Optional<Compression> compression, SetContent content)
      throws IOException, VectorFormatException {
    files.requireNew(path);
    WholeFile file = new WholeFile(folder.resolve(path));
    written.put(path, file);
    files.add(SetOutput.write(file.open(), path, compression, content));
  }

  @Override
  public Change finish() throws IOException {
    Set<String> ours = listedBefore();
    for (String path : lying()) {
      requireOurs(path, ours);
    }
    int changed = 0;
    for (WholeFile file : written.values()) {
      changed += file.move() ? 1 : 0;
    }
    try (WholeFile manifest = new WholeFile(folder.resolve(VectorManifest.FILE_NAME))) {
      try (OutputStream out = manifest.open()) {
        out.write(files.manifest().toBytes());
      }
      manifest.move();
    }
    int deleted = 0;
    for (String path : ours) {
      if (!written.containsKey(path) && Files.deleteIfExists(folder.resolve(path))) {
        deleted++;
      }
    }
    return new Change(changed, written.size() - changed, deleted);
  }

  /** What an earlier manifest lists; nothing where there is none that can be read. */
  private Set<String> listedBefore() throws IOException {
    Path manifest = folder.resolve(VectorManifest.FILE_NAME);
    Set<String> paths = new TreeSet<>();
    if (Files.isRegularFile(manifest)) {
      try {
        for (ListedSet set : ManifestReader.read(
            Files.readAllBytes(manifest), manifest.toString(), ReadLimits.DEFAULT)) {
          paths.add(set.entry().path());
        }
      } catch (VectorFormatException notOurs) {
        throw new IOException(
            manifest + " is in the way: it is no manifest of vector files", notOurs);
      }
    }
    return paths;
  }

  private List<String> lying() throws IOException {
    try {
      return Files.isDirectory(folder)
          ? SetFolder.setsIn(folder, ArchiveLimits.DEFAULT.entries())
          : List.of();
    } catch (VectorFormatException tooMany) {
      throw new IOException(tooMany.reason(), tooMany);
    }
  }

  private void requireOurs(String path, Set<String> ours) throws IOException {
    WholeFile file = written.get(path);
    Path lying = folder.resolve(path);
    if (!ours.contains(path) && (file == null || Files.mismatch(file.neighbour(), lying) >= 0)) {
      throw new FileAlreadyExistsException(
          lying.toString(), null, lying + " is in the way: no manifest lists it");
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> made = new ArrayList<>();
    for (WholeFile file : written.values()) {
      file.close();
      made.addAll(file.made());
    }
    made.sort(Comparator.comparingInt(Path::getNameCount).reversed());
    WholeFile.dropEmpty(made);
  }
}
