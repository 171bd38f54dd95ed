package io.shatterproof.sets;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads several sets at once, by ascending ids: of each set no more than one vector is held. */
public final class UnitedReading implements AutoCloseable {
  private final List<SetSource> sources = new ArrayList<>();
  private final List<VectorReader> readers = new ArrayList<>();
  private final List<Optional<ConformanceVector>> next = new ArrayList<>();

  /**
   * A vector, and who has it.
   *
   * @param from number of its set
   */
  public record Found(int from, ConformanceVector vector) {}

  /** Opens them all. */
  public UnitedReading(List<SetSource> sources) throws IOException, VectorFormatException {
    try {
      for (SetSource source : sources) {
        this.sources.add(source);
        VectorReader reader = source.open();
        readers.add(reader);
        next.add(next(readers.size() - 1));
      }
    } catch (IOException | VectorFormatException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What the set of that number says of itself. */
  public VectorHeader header(int number) {
    return readers.get(number).header();
  }

  /** What messages call the set of that number. */
  public String name(int number) {
    return sources.get(number).name();
  }

  /**
   * Everything that the sets have under the least id that is left, in the order of the sets; empty at
   * the end of all.
   */
  public List<Found> next() throws IOException, VectorFormatException {
    Optional<String> least = next.stream()
        .flatMap(Optional::stream)
        .map(vector -> vector.heading().id())
        .min(String::compareTo);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      Optional<ConformanceVector> vector = next.get(i);
      if (vector.isPresent() && least.equals(vector.map(one -> one.heading().id()))) {
        found.add(new Found(i, vector.get()));
        next.set(i, next(i));
      }
    }
    return found;
  }

  private Optional<ConformanceVector> next(int number) throws IOException, VectorFormatException {
    try {
      return readers.get(number).next();
    } catch (IOException e) {
      throw new UnreadableSetException(name(number), e);
    }
  }

  @Override
  public void close() throws IOException {
    for (VectorReader reader : readers) {
      reader.close();
    }
  }
}
