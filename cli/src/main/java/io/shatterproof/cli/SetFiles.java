package io.shatterproof.cli;

import io.shatterproof.sets.SetSource;
import io.shatterproof.sets.UnreadableSetException;
import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.Compressions;
import io.shatterproof.vector.archive.SetOutput;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorSpool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Vector files as sets, and sets as vector files. */
final class SetFiles {
  private SetFiles() {}

  /**
   * The sets of files, folders and jars. A jar stays open until the command is done, since its sets
   * are read more than once.
   */
  static List<SetSource> sources(Main main, List<Path> files) throws FileFailure {
    List<SetSource> sources = new ArrayList<>();
    for (Path file : files) {
      VectorArchive archive = main.opened().add(open(file));
      archive.sets().forEach(set -> sources.add(new SetSource(set.name(), set::open)));
    }
    return sources;
  }

  private static VectorArchive open(Path file) throws FileFailure {
    try {
      return VectorArchive.open(file, ArchiveLimits.DEFAULT);
    } catch (VectorFormatException malformed) {
      throw FileFailure.at(String.valueOf(malformed.getMessage()));
    } catch (IOException unreadable) {
      throw new FileFailure(FileErrors.cannotRead(file, unreadable));
    }
  }

  /** What is done with sets. */
  interface Work<T> {
    T run() throws IOException, VectorFormatException;
  }

  /** Does it; what cannot be read or written is told in one line. */
  static <T> T run(Work<T> work) throws FileFailure {
    try {
      return work.run();
    } catch (VectorFormatException malformed) {
      throw FileFailure.at(String.valueOf(malformed.getMessage()));
    } catch (UnreadableSetException unreadable) {
      throw new FileFailure(FileErrors.cannotRead(Path.of(unreadable.name()), unreadable.why()));
    } catch (IOException e) {
      throw new FileFailure(
          "a temporary file cannot be written: " + e.getClass().getSimpleName());
    }
  }

  /** Writes a file, whole or not at all. */
  static void write(
      Path file, VectorSpool spool, String suite, String generator, List<String> specifications)
      throws FileFailure {
    Path name = file.getFileName();
    try {
      SetOutput.replace(
          file,
          name == null ? Optional.empty() : Compressions.ofFileName(name.toString()),
          out -> spool.writeTo(out, suite, generator, specifications));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    } catch (VectorFormatException impossible) {
      throw new IllegalStateException("what was read is well-formed", impossible);
    }
  }
}
