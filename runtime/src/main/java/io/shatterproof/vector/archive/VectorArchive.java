package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sets of vectors that lie together: a file of one, or a folder or jar whose manifest lists them.
 *
 * <p>Opening looks at names only. What is in the sets is verified by whoever reads them.
 */
public final class VectorArchive implements Closeable {
  /** Where a jar has its sets and the manifest. */
  public static final String FOLDER_IN_JAR = "META-INF/p2m-vectors/";

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};

  private final List<VectorSource> sets;
  private final Closeable open;

  VectorArchive(List<VectorSource> sets, Closeable open) {
    this.sets = List.copyOf(sets);
    this.open = open;
  }

  /** Opens a vector file, a folder or a jar. */
  public static VectorArchive open(Path path, ArchiveLimits limits)
      throws IOException, VectorFormatException {
    if (Files.isDirectory(path)) {
      return new VectorArchive(new SetFolder(path, limits).sets(), () -> {});
    }
    if (isJar(path)) {
      SetJar jar = SetJar.open(path, limits);
      try {
        return new VectorArchive(jar.sets(), jar);
      } catch (IOException | VectorFormatException | RuntimeException e) {
        jar.close();
        throw e;
      }
    }
    VectorSource file = new VectorSource(
        path.toString(),
        Optional.empty(),
        limits,
        OptionalLong.empty(),
        () -> Files.newInputStream(path));
    return new VectorArchive(List.of(file), () -> {});
  }

  /**
   * Opens every archive of a class path: jars, such as Maven artifacts with the classifier {@code
   * vectors}, and folders of classes. Each has its manifest in {@link #FOLDER_IN_JAR}.
   */
  public static List<VectorArchive> onClassPath(ClassLoader classPath, ArchiveLimits limits)
      throws IOException, VectorFormatException {
    List<VectorArchive> archives = new ArrayList<>();
    for (URL manifest :
        Collections.list(classPath.getResources(FOLDER_IN_JAR + VectorManifest.FILE_NAME))) {
      archives.add(open(holder(manifest), limits));
    }
    return archives;
  }

  /** The jar that a manifest is in, or its folder. */
  private static Path holder(URL manifest) throws IOException {
    try {
      if (manifest.openConnection() instanceof JarURLConnection inJar) {
        return Path.of(inJar.getJarFileURL().toURI());
      }
      Path file = Path.of(manifest.toURI());
      return Objects.requireNonNull(file.getParent(), "a file is in a folder");
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("vectors are read from files on disk, not from " + manifest, e);
    }
  }

  /** In the order of their paths. */
  public List<VectorSource> sets() {
    return sets;
  }

  private static boolean isJar(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] first = in.readNBytes(ZIP.length);
      return Compressions.beginsWith(first, first.length, ZIP)
          || Compressions.beginsWith(first, first.length, EMPTY_ZIP);
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
