package io.shatterproof.cli;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.archive.VectorSource;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of files, folders and jars, one set after the other. A set that cannot be read ends
 * where that shows, the user is told, and the next one follows.
 */
final class VectorFiles implements Iterator<ConformanceVector>, AutoCloseable {
  private final Iterator<Path> paths;
  private final Console console;
  private final Map<String, VectorHeader> verified;
  private final Map<String, VectorHeader> read = new HashMap<>();
  private final List<String> suites = new ArrayList<>();
  private Path path = Path.of("");
  private @Nullable VectorArchive archive;
  private Iterator<VectorSource> sources = Collections.emptyIterator();
  private @Nullable VectorReader reader;
  private String source = "";
  private Optional<ConformanceVector> next = Optional.empty();
  private boolean whole = true;

  /** Reads everything with all care. */
  VectorFiles(List<Path> paths, Console console) {
    this(paths, Map.of(), console);
  }

  private VectorFiles(List<Path> paths, Map<String, VectorHeader> verified, Console console) {
    this.paths = paths.iterator();
    this.verified = verified;
    this.console = console;
  }

  /** The same once more: what was good is read faster, and refused if it was changed since. */
  VectorFiles again(List<Path> files) {
    return new VectorFiles(files, read, console);
  }

  /** Whether every set up to here could be read. */
  boolean areWhole() {
    return whole;
  }

  /** The names of the sets up to here. */
  List<String> suites() {
    return suites;
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && (reader != null || sources.hasNext() || paths.hasNext())) {
      try {
        next = read();
      } catch (VectorFormatException malformed) {
        console.err().println(malformed.getMessage());
        endSet();
        whole = false;
      } catch (IOException unreadable) {
        console.complain(FileErrors.cannotRead(path, unreadable));
        endSet();
        whole = false;
      }
    }
    if (next.isEmpty()) {
      close();
    }
    return next.isPresent();
  }

  private Optional<ConformanceVector> read() throws IOException, VectorFormatException {
    if (reader == null) {
      if (!sources.hasNext()) {
        open(paths.next());
        return Optional.empty();
      }
      VectorSource set = sources.next();
      source = set.name();
      VectorHeader known = verified.get(source);
      reader = known == null ? set.open() : set.openAgain(known);
      suites.add(reader.header().suite());
    }
    Optional<ConformanceVector> vector = reader.next();
    if (vector.isEmpty()) {
      read.put(source, reader.header());
      endSet();
    }
    return vector;
  }

  private void open(Path file) throws IOException, VectorFormatException {
    close();
    path = file;
    VectorArchive opened = VectorArchive.open(file, ArchiveLimits.DEFAULT);
    archive = opened;
    sources = opened.sets().iterator();
  }

  private void endSet() {
    VectorReader ended = reader;
    reader = null;
    if (ended != null) {
      end(ended::close);
    }
  }

  private void end(Closeable ended) {
    try {
      ended.close();
    } catch (IOException e) {
      console.complain(FileErrors.cannotRead(path, e));
      whole = false;
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

  @Override
  public void close() {
    endSet();
    VectorArchive ended = archive;
    archive = null;
    sources = Collections.emptyIterator();
    if (ended != null) {
      end(ended::close);
    }
  }
}
