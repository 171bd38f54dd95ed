package io.shatterproof.cli;

import io.shatterproof.sets.SetSource;
import io.shatterproof.sets.UnreadableSetException;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorReader;
import io.shatterproof.vector.json.VectorSpool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Vector files as sets, and sets as vector files. */
final class SetFiles {
  private SetFiles() {}

  /** The set of a file. */
  static SetSource source(Path file) {
    return new SetSource(
        file.toString(),
        () -> new VectorReader(Files.newInputStream(file), file.toString(), ReadLimits.DEFAULT));
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
      throw new FileFailure(malformed.getMessage());
    } catch (UnreadableSetException unreadable) {
      throw new FileFailure(
          "shatterproof: " + FileErrors.cannotRead(Path.of(unreadable.name()), unreadable.why()));
    } catch (IOException e) {
      throw new FileFailure(
          "shatterproof: a temporary file cannot be written: " + e.getClass().getSimpleName());
    }
  }

  /** Writes a file, whole or not at all. */
  static void write(
      Path file, VectorSpool spool, String suite, String generator, List<String> specifications)
      throws FileFailure {
    Path target = file.toAbsolutePath();
    Path neighbour = target.resolveSibling(
        ".shatterproof-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(neighbour))) {
        spool.writeTo(out, suite, generator, specifications);
      }
      try {
        Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(neighbour, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(neighbour);
      }
    } catch (IOException e) {
      throw new FileFailure("shatterproof: " + FileErrors.cannotWrite(file, e));
    }
  }
}
