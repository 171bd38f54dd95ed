package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.ListedSet;
import io.shatterproof.vector.json.ManifestReader;
import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A jar with sets and their manifest. Nothing is unpacked to disk. */
final class SetJar implements Closeable {
  private final String name;
  private final ZipFile zip;
  private final long bytes;
  private final ArchiveLimits limits;

  private SetJar(String name, ZipFile zip, long bytes, ArchiveLimits limits) {
    this.name = name;
    this.zip = zip;
    this.bytes = bytes;
    this.limits = limits;
  }

  static SetJar open(Path path, ArchiveLimits limits) throws IOException, VectorFormatException {
    try {
      JarDirectory.requireSmall(path, limits);
      return new SetJar(path.toString(), new ZipFile(path.toFile()), Files.size(path), limits);
    } catch (ZipException | EOFException | IllegalArgumentException damaged) {
      throw refusal(path.toString(), "the jar is damaged", "get it again");
    }
  }

  /** The sets that the manifest lists, each of which is there; no other set is. */
  List<VectorSource> sets() throws IOException, VectorFormatException {
    requireGoodEntries();
    String folder = folderOfManifest();
    String manifest = name + "!/" + folder + VectorManifest.FILE_NAME;
    List<ListedSet> listed;
    try (InputStream in =
        entry(folder + VectorManifest.FILE_NAME).orElseThrow(() -> noManifest(folder))) {
      listed = ManifestReader.read(
          in.readNBytes(limits.reading().lineBytes() + 2), manifest, limits.reading());
    } catch (ZipException | EOFException damaged) {
      throw refusal(manifest, "the entry of the jar is damaged", "get the jar again");
    }
    List<VectorSource> sets = new ArrayList<>();
    for (ListedSet set : listed) {
      sets.add(source(folder, set));
    }
    requireNoOther(
        folder, listed.stream().map(set -> set.entry().path()).collect(Collectors.toSet()));
    return sets;
  }

  private VectorSource source(String folder, ListedSet set) throws VectorFormatException {
    String path = folder + set.entry().path();
    ZipEntry entry = zip.getEntry(path);
    if (entry == null || entry.isDirectory()) {
      throw set.refuse(
          FormatFault.MISSING_FILE,
          "\"" + set.entry().path() + "\" is not in the jar",
          "get the jar again; a set is renamed only together with its manifest");
    }
    return new VectorSource(
        name + "!/" + path,
        Optional.of(set),
        limits,
        OptionalLong.of(Math.min(entry.getCompressedSize(), bytes)), // the jar may lie
        () -> zip.getInputStream(entry));
  }

  /** Rule: an entry is what its name says on every system, and there once. */
  private void requireGoodEntries() throws VectorFormatException {
    if (zip.size() > limits.entries()) {
      throw new VectorFormatException(
          name,
          1,
          1,
          FormatFault.TOO_LARGE,
          "the jar has more than " + limits.entries() + " entries",
          "put the sets into a jar of their own");
    }
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!names.add(entry.getName())) {
        throw refusal(
            name + "!/" + entry.getName(),
            "the jar has two entries of this name",
            "write the jar again: other tools would read the other one");
      }
      if (SetPath.isOfSet(entry.getName())) {
        Optional<String> obstacle = SetPath.obstacle(entry.getName());
        if (obstacle.isPresent()) {
          throw new VectorFormatException(
              name + "!/" + entry.getName(),
              1,
              1,
              FormatFault.BAD_PATH,
              "the name of this entry " + obstacle.get(),
              "write the jar again, with names as in its manifest");
        }
      }
    }
  }

  private String folderOfManifest() throws VectorFormatException {
    boolean isInside = zip.getEntry(VectorArchive.FOLDER_IN_JAR + VectorManifest.FILE_NAME) != null;
    boolean isAtTop = zip.getEntry(VectorManifest.FILE_NAME) != null;
    if (isInside && isAtTop) {
      throw refusal(
          name + "!/" + VectorManifest.FILE_NAME,
          "the jar has another manifest, " + VectorArchive.FOLDER_IN_JAR + VectorManifest.FILE_NAME,
          "write the jar again, with one of them: other tools would read the other one");
    }
    return isAtTop ? "" : VectorArchive.FOLDER_IN_JAR;
  }

  private void requireNoOther(String folder, Set<String> listed) throws VectorFormatException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String path = entry.getName();
      if (SetPath.isOfSet(path)
          && !(path.startsWith(folder) && listed.contains(path.substring(folder.length())))) {
        throw new VectorFormatException(
            name + "!/" + path,
            1,
            1,
            FormatFault.UNLISTED_FILE,
            "the manifest of the jar does not list this entry",
            "take it out, or write the manifest again");
      }
    }
  }

  private Optional<InputStream> entry(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
  }

  private VectorFormatException noManifest(String folder) {
    return new VectorFormatException(
        name,
        1,
        1,
        FormatFault.NOT_MANIFEST,
        "the jar has no " + folder + VectorManifest.FILE_NAME,
        "this is no jar of vectors; `shatterproof export --to FILE.jar` writes one");
  }

  private static VectorFormatException refusal(String place, String reason, String cure) {
    return new VectorFormatException(place, 1, 1, FormatFault.BAD_ARCHIVE, reason, cure);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
