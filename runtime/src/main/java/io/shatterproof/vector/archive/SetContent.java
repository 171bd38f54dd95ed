package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorWriter;
import java.io.IOException;
import java.io.OutputStream;

/** A set that can be written once. */
public interface SetContent {

  /**
   * Writes the whole file, not packed.
   *
   * @return its header
   * @throws VectorFormatException if what it is made of is refused; nothing of it is kept then
   */
  VectorHeader writeTo(OutputStream out) throws IOException, VectorFormatException;

  /** What a writer has collected. */
  static SetContent of(VectorWriter writer) {
    return out -> {
      writer.writeTo(out);
      return writer.header();
    };
  }
}
