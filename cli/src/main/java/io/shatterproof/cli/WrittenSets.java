package io.shatterproof.cli;

import io.shatterproof.vector.CountText;
import io.shatterproof.vector.archive.ArchiveOutput;
import java.nio.file.Path;

/** What came of writing a folder or jar of sets, as a line. */
final class WrittenSets {
  private WrittenSets() {}

  static String told(long vectors, long sets, Path to, ArchiveOutput.Change change) {
    return CountText.of(vectors, "vector")
        + " in "
        + CountText.of(sets, "set")
        + " in "
        + to
        + ": "
        + CountText.of(change.written(), "file")
        + " written, "
        + change.unchanged()
        + " unchanged, "
        + change.deleted()
        + " deleted";
  }
}
