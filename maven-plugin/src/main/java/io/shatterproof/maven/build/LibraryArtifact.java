package io.shatterproof.maven.build;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.Artifact;

/** A dependency, which is opened when somebody asks, and kept open. */
final class LibraryArtifact implements LibraryPlace, AutoCloseable {
  private final Artifact artifact;
  private final ArtifactFiles files;
  private Optional<Path> file = Optional.empty();
  private Optional<ZipFile> jar = Optional.empty();

  LibraryArtifact(Artifact artifact, ArtifactFiles files) {
    this.artifact = artifact;
    this.files = files;
  }

  @Override
  public Optional<URL> find(String name, boolean mayFetch) throws IOException {
    if (file.isEmpty()) {
      file = mayFetch ? Optional.of(files.fetch(artifact)) : files.atHand(artifact);
    }
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Path path = file.get();
    if (Files.isDirectory(path)) { // of an editor, or of a build that made no jar
      return new LibraryFolders(shown(), List.of(path)).find(name, mayFetch);
    }
    if (jar.isEmpty()) {
      jar = Optional.of(open(path));
    }
    return jar.get().getEntry(name) == null
        ? Optional.empty()
        : Optional.of(new URL("jar:" + path.toUri() + "!" + quoted("/" + name)));
  }

  /** Where it is, if it is the jar of a URL. */
  Optional<Path> path(URL jar) {
    return file.filter(path -> urlOf(path).equals(jar.toString()));
  }

  private static String urlOf(Path path) {
    try {
      return path.toUri().toURL().toString();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path is always a URL: " + path, e);
    }
  }

  private static ZipFile open(Path path) throws DamagedLibraryException {
    try {
      return new ZipFile(path.toFile());
    } catch (IOException damaged) {
      throw new DamagedLibraryException(path, damaged);
    }
  }

  /** What a URL would take for something else, such as `#`. */
  private static String quoted(String path) {
    try {
      return new URI(null, null, path, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path is always a URI: " + path, e);
    }
  }

  @Override
  public String shown() {
    return artifact.getGroupId()
        + ":"
        + artifact.getArtifactId()
        + (artifact.hasClassifier() ? ":" + artifact.getClassifier() : "")
        + ":"
        + artifact.getBaseVersion();
  }

  @Override
  public void close() throws IOException {
    if (jar.isPresent()) {
      jar.get().close();
    }
  }
}
