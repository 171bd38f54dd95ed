package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.VectorFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A folder or jar of sets to be written. Nothing that lies there changes before {@link #finish}; what
 * is closed without it leaves nothing behind.
 */
public interface ArchiveOutput extends Closeable {

  /**
   * What changed.
   *
   * @param written files that are new or have changed
   * @param unchanged files that had the right content and were not touched
   * @param deleted files that an earlier manifest lists and this one does not
   */
  record Change(int written, int unchanged, int deleted) {}

  /**
   * Adds a set.
   *
   * @param path with {@code /} between folders, ending with {@code .p2mv} and with the extension of
   *     the compression
   * @throws IllegalArgumentException if the path is none of a set, or is there already
   */
  void add(String path, Optional<Compression> compression, SetContent content)
      throws IOException, VectorFormatException;

  /** Puts everything in its place, the manifest last. */
  Change finish() throws IOException;
}
