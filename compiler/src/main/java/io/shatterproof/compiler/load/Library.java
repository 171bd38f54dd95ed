package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that libraries hold below their folders {@code p2m}. */
final class Library {
  private static final String FOLDER = "p2m/";
  private static final String MARK = "classpath:";

  private final Libraries libraries;

  Library(Libraries libraries) {
    this.libraries = libraries;
  }

  /** The name under which one of them is shown; the same on every machine. */
  static String shown(List<String> segments) {
    return MARK + FOLDER + String.join("/", segments);
  }

  private Optional<URL> find(List<String> segments) {
    return libraries.find(name(segments));
  }

  private static String name(List<String> segments) {
    return FOLDER + String.join("/", segments);
  }

  /** Where it looks. */
  List<String> places() {
    return libraries.places();
  }

  /** The one behind which nothing is looked for. */
  Optional<LibraryDamage> damage() {
    return libraries.damage();
  }

  /** The path of a jar, as far as its URL tells. */
  static String pathOf(URL jar) {
    try {
      return Path.of(jar.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException noFile) {
      return jar.toString();
    }
  }

  boolean has(List<String> segments) {
    return find(segments).isPresent();
  }

  /** Whether it is known to have a file of that path that is not this one. */
  boolean hasOther(List<String> segments, Path file) throws IOException {
    Optional<URL> url = libraries.findAtHand(name(segments));
    if (url.isEmpty() || !url.get().getProtocol().equals("file")) {
      return url.isPresent();
    }
    try {
      return !Files.isSameFile(Path.of(url.get().toURI()), file);
    } catch (URISyntaxException e) {
      return true; // no name of a file of this machine
    }
  }

  /** A file of it, or nothing where a mistake is reported. */
  Optional<SourceFile> read(List<String> segments, Span place, DiagnosticSink sink) {
    SourceReader reader = new SourceReader(place, sink);
    URL url = find(segments).orElseThrow();
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false); // a cached jar stays open
      try (InputStream stream = connection.getInputStream()) {
        return reader.read(shown(segments), stream);
      }
    } catch (IOException unreadable) {
      refuse(url, unreadable, reader);
      return Optional.empty();
    }
  }

  private void refuse(URL url, IOException unreadable, SourceReader reader) {
    try {
      if (url.openConnection() instanceof JarURLConnection jar) { // opens nothing yet
        reader.refuse(unreadable, libraries.damageOf(jar.getJarFileURL()));
        return;
      }
    } catch (IOException noJar) {
      unreadable.addSuppressed(noJar);
    }
    reader.refuse(unreadable);
  }
}
