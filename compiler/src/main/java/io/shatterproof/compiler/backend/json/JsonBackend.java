package io.shatterproof.compiler.backend.json;

import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorWriter;

/** Prints a set of vectors as one vector file, sorted by id. */
public final class JsonBackend {
  private JsonBackend() {}

  /**
   * The bytes of the file. Of vectors with the same meaning, and so the same id, the first is
   * printed: they cannot come to different results.
   */
  public static byte[] print(VectorSet set) {
    return VectorWriter.toBytes(set);
  }
}
