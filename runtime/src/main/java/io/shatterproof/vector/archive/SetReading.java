package io.shatterproof.vector.archive;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of sets, one set after the other. A set that cannot be read ends where that shows, which
 * is told, and the next one follows.
 */
public final class SetReading implements Iterator<ConformanceVector>, Closeable {
  private final List<VectorSource> sources;
  private final Iterator<VectorSource> rest;
  private final Map<String, VectorHeader> verified;
  private final Trouble trouble;
  private final Map<String, VectorHeader> read = new HashMap<>();
  private final List<String> suites = new ArrayList<>();
  private String source = "";
  private @Nullable VectorReader reader;
  private Optional<ConformanceVector> next = Optional.empty();
  private boolean whole = true;

  /** Hears of sets that cannot be read. */
  public interface Trouble {
    void malformed(VectorFormatException why);

    void unreadable(String set, IOException why);
  }

  /** Reads everything with all care. */
  public SetReading(List<VectorSource> sources, Trouble trouble) {
    this(sources, Map.of(), trouble);
  }

  /**
   * Reads faster what was read to its end before; what was changed since is refused.
   *
   * @param verified the headers of those sets by their names, see {@link #headers}
   */
  public SetReading(
      List<VectorSource> sources, Map<String, VectorHeader> verified, Trouble trouble) {
    this.sources = List.copyOf(sources);
    this.rest = this.sources.iterator();
    this.verified = verified;
    this.trouble = trouble;
  }

  /** The same once more: what was good is read faster, and refused if it was changed since. */
  public SetReading again() {
    return new SetReading(sources, read, trouble);
  }

  /** The headers of the sets that were read to their ends, by their names. */
  public Map<String, VectorHeader> headers() {
    return Map.copyOf(read);
  }

  /** Whether every set up to here could be read. */
  public boolean areWhole() {
    return whole;
  }

  /** The names of the sets up to here. */
  public List<String> suites() {
    return List.copyOf(suites);
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && (reader != null || rest.hasNext())) {
      try {
        next = read();
      } catch (VectorFormatException malformed) {
        trouble.malformed(malformed);
        refuse();
      } catch (IOException unreadable) {
        trouble.unreadable(source, unreadable);
        refuse();
      }
    }
    return next.isPresent();
  }

  private Optional<ConformanceVector> read() throws IOException, VectorFormatException {
    VectorReader open = reader;
    if (open == null) {
      VectorSource set = rest.next();
      source = set.name();
      VectorHeader known = verified.get(source);
      open = known == null ? set.open() : set.openAgain(known);
      reader = open;
      suites.add(open.header().suite());
    }
    Optional<ConformanceVector> vector = open.next();
    if (vector.isEmpty()) {
      read.put(source, open.header());
      close();
    }
    return vector;
  }

  private void refuse() {
    whole = false;
    try {
      close();
    } catch (IOException e) {
      trouble.unreadable(source, e);
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
  public void close() throws IOException {
    VectorReader ended = reader;
    reader = null;
    if (ended != null) {
      ended.close();
    }
  }
}
