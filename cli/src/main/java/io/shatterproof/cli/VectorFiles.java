package io.shatterproof.cli;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.SetReading;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
  private SetReading sets;
  private boolean whole = true;

  /** Reads everything with all care. */
  VectorFiles(List<Path> paths, Console console) {
    this(paths, Map.of(), console);
  }

  private VectorFiles(List<Path> paths, Map<String, VectorHeader> verified, Console console) {
    this.paths = paths.iterator();
    this.verified = verified;
    this.console = console;
    this.sets = new SetReading(List.of(), new Complaints());
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
    List<String> all = new ArrayList<>(suites);
    all.addAll(sets.suites());
    return all;
  }

  @Override
  public boolean hasNext() {
    while (!sets.hasNext() && paths.hasNext()) {
      close();
      open(paths.next());
    }
    if (!sets.hasNext()) {
      close();
    }
    return sets.hasNext();
  }

  private void open(Path file) {
    path = file;
    Complaints complaints = new Complaints();
    try {
      VectorArchive opened = VectorArchive.open(file, ArchiveLimits.DEFAULT);
      archive = opened;
      sets = new SetReading(opened.sets(), verified, complaints);
    } catch (VectorFormatException malformed) {
      complaints.malformed(malformed);
    } catch (IOException unreadable) {
      complaints.unreadable(file.toString(), unreadable);
    }
  }

  @Override
  public ConformanceVector next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return sets.next();
  }

  @Override
  public void close() {
    read.putAll(sets.headers());
    suites.addAll(sets.suites());
    SetReading ended = sets;
    sets = new SetReading(List.of(), new Complaints());
    end(ended);
    VectorArchive opened = archive;
    archive = null;
    if (opened != null) {
      end(opened);
    }
  }

  private void end(Closeable ended) {
    try {
      ended.close();
    } catch (IOException e) {
      new Complaints().unreadable(path.toString(), e);
    }
  }

  /** Tells the user. */
  private final class Complaints implements SetReading.Trouble {
    @Override
    public void malformed(VectorFormatException why) {
      console.err().println(why.getMessage());
      whole = false;
    }

    @Override
    public void unreadable(String set, IOException why) {
      console.complain(FileErrors.cannotRead(path, why));
      whole = false;
    }
  }
}
