package io.shatterproof.sets;

import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorReader;
import java.io.IOException;

/**
 * A set of vectors that can be read as often as wanted.
 *
 * @param name what messages call it
 */
public record SetSource(String name, Opening opening) {

  /** Begins to read a set. */
  public interface Opening {
    VectorReader open() throws IOException, VectorFormatException;
  }

  /** Begins to read it. */
  public VectorReader open() throws IOException, VectorFormatException {
    try {
      return opening.open();
    } catch (IOException e) {
      throw new UnreadableSetException(name, e);
    }
  }
}
