package io.shatterproof.cli;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of files, one file after the other. A file that cannot be read ends where that shows,
 * the user is told, and the next one follows.
 */
final class VectorFiles implements Iterator<ConformanceVector> {
  private final Iterator<Path> files;
  private final Console console;
  private @Nullable VectorReader reader;
  private Path file = Path.of("");
  private Optional<ConformanceVector> next = Optional.empty();
  private final List<String> suites = new ArrayList<>();
  private boolean whole = true;

  VectorFiles(List<Path> files, Console console) {
    this.files = files.iterator();
    this.console = console;
  }

  /** Whether every file up to here could be read. */
  boolean areWhole() {
    return whole;
  }

  /** The names of the sets up to here. */
  List<String> suites() {
    return suites;
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && (reader != null || files.hasNext())) {
      try {
        next = read();
      } catch (VectorFormatException malformed) {
        console.err().println(malformed.getMessage());
        endFile();
        whole = false;
      } catch (IOException unreadable) {
        console.complain(FileErrors.cannotRead(file, unreadable));
        endFile();
        whole = false;
      }
    }
    return next.isPresent();
  }

  private Optional<ConformanceVector> read() throws IOException, VectorFormatException {
    if (reader == null) {
      file = files.next();
      reader = new VectorReader(Files.newInputStream(file), file.toString(), ReadLimits.DEFAULT);
      suites.add(reader.header().suite());
    }
    Optional<ConformanceVector> vector = reader.next();
    if (vector.isEmpty()) {
      endFile();
    }
    return vector;
  }

  private void endFile() {
    VectorReader ended = reader;
    reader = null;
    if (ended != null) {
      try {
        ended.close();
      } catch (IOException e) {
        console.complain(FileErrors.cannotRead(file, e));
        whole = false;
      }
    }
  }

  @Override
  public ConformanceVector next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ConformanceVector vector = next.orElseThrow();
    next = Optional.empty();
    return vector;
  }
}
