package io.shatterproof.cli;

import io.shatterproof.vector.archive.ArchiveOutput;
import java.nio.file.Path;

/** What came of writing a folder or jar of sets, as a line. */
final class WrittenSets {
  private WrittenSets() {}

  static String told(long vectors, long sets, Path to, ArchiveOutput.Change change) {
    return Words.count(vectors, "vector")
        + " in "
        + Words.count(sets, "set")
        + " in "
        + to
        + ": "
        + Words.count(change.written(), "file")
        + " written, "
        + change.unchanged()
        + " unchanged, "
        + change.deleted()
        + " deleted";
  }
}
