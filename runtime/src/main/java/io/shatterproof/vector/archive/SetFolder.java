package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.ListedSet;
import io.shatterproof.vector.json.ManifestReader;
import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with a manifest. Nothing is read that lies outside of it, by whatever link. */
final class SetFolder {
  private final Path folder;
  private final ArchiveLimits limits;

  SetFolder(Path folder, ArchiveLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** The sets that the manifest lists, each of which is there; no other set is. */
  List<VectorSource> sets() throws IOException, VectorFormatException {
    Path manifest = folder.resolve(VectorManifest.FILE_NAME);
    if (!Files.isRegularFile(manifest)) {
      throw new VectorFormatException(
          folder.toString(),
          1,
          1,
          FormatFault.NOT_MANIFEST,
          "the folder has no " + VectorManifest.FILE_NAME,
          "name the files in it one by one, or write one with `shatterproof import`");
    }
    List<ListedSet> listed;
    try (InputStream in = Files.newInputStream(manifest)) {
      listed = ManifestReader.read(
          in.readNBytes(limits.reading().lineBytes() + 2), manifest.toString(), limits.reading());
    }
    List<VectorSource> sets = new ArrayList<>();
    for (ListedSet set : listed) {
      sets.add(source(set));
    }
    requireNoOther(listed.stream().map(set -> set.entry().path()).collect(Collectors.toSet()));
    return sets;
  }

  private VectorSource source(ListedSet set) throws IOException, VectorFormatException {
    String path = set.entry().path();
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw set.refuse(
          FormatFault.MISSING_FILE,
          "\"" + path + "\" is not in the folder",
          "get the whole folder again; a set is renamed only together with its manifest");
    }
    requireInside(set, file);
    return new VectorSource(file.toString(), Optional.of(set), limits, OptionalLong.empty(), () -> {
      requireInside(set, file);
      return Files.newInputStream(file);
    });
  }

  private void requireInside(ListedSet set, Path file) throws IOException, VectorFormatException {
    if (!file.toRealPath().startsWith(folder.toRealPath())) {
      throw set.refuse(
          FormatFault.BAD_PATH,
          "\"" + set.entry().path() + "\" is a link that leads out of the folder",
          "put the file itself into the folder");
    }
  }

  /** Rule: what the manifest does not list is not there, so that nobody believes it was run. */
  private void requireNoOther(Set<String> listed) throws IOException, VectorFormatException {
    List<String> others = setsIn(folder, limits.entries()).stream()
        .filter(path -> !listed.contains(path))
        .toList();
    if (!others.isEmpty()) {
      throw new VectorFormatException(
          folder.resolve(others.get(0)).toString(),
          1,
          1,
          FormatFault.UNLISTED_FILE,
          "the manifest of the folder does not list this file",
          "take it out, or write the manifest again with `shatterproof import`");
    }
  }

  /** The paths of what looks like a vector file, sorted. */
  static List<String> setsIn(Path folder, int most) throws IOException, VectorFormatException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.limit(most + 1L).toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    if (found.size() > most) {
      throw new VectorFormatException(
          folder.toString(),
          1,
          1,
          FormatFault.TOO_LARGE,
          "the folder has more than " + most + " files",
          "put the sets into a folder of their own");
    }
    return found.stream()
        .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
        .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
        .filter(SetPath::isOfSet)
        .sorted()
        .toList();
  }
}
