package io.shatterproof.vector.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A way to make vector files smaller. Others than gzip are found by {@link java.util.ServiceLoader},
 * so that nobody has a library on the class path for what they do not use.
 */
public interface Compression {

  /** What a user calls it, for example {@code gzip}. */
  String name();

  /** What file names end with, for example {@code .gz}. */
  String extension();

  /** The bytes that every file of this kind begins with, 2 to 4. */
  byte[] magic();

  /**
   * Unpacks in bounded memory.
   *
   * @throws IOException if the bytes are damaged; the streams that it returns throw it, too
   */
  InputStream unpack(InputStream packed) throws IOException;

  /** Packs; closing what it returns closes {@code out}. */
  OutputStream pack(OutputStream out) throws IOException;
}
