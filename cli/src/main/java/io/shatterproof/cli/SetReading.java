package io.shatterproof.cli;

import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.archive.VectorSource;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads vector files, folders and jars, and tells of all that cannot be read. */
final class SetReading {
  private final Console console;

  /** Takes a set from its header on. */
  interface Consumer {
    void accept(VectorSource source, VectorReader reader) throws IOException, VectorFormatException;
  }

  SetReading(Console console) {
    this.console = console;
  }

  /** Reads every set of every path, in order; returns whether all of them are good. */
  boolean readAll(List<Path> paths, Consumer consumer) {
    boolean good = true;
    for (Path path : paths) {
      try (VectorArchive archive = VectorArchive.open(path, ArchiveLimits.DEFAULT)) {
        for (VectorSource source : archive.sets()) {
          good &= read(path, source, consumer);
        }
      } catch (VectorFormatException malformed) {
        good = tell(malformed);
      } catch (IOException unreadable) {
        good = tell(path, unreadable);
      }
    }
    return good;
  }

  private boolean read(Path path, VectorSource source, Consumer consumer) {
    try (VectorReader reader = source.open()) {
      consumer.accept(source, reader);
      return true;
    } catch (VectorFormatException malformed) {
      return tell(malformed);
    } catch (IOException unreadable) {
      return tell(path, unreadable);
    }
  }

  private boolean tell(VectorFormatException malformed) {
    console.err().println(malformed.getMessage());
    return false;
  }

  private boolean tell(Path path, IOException unreadable) {
    console.complain(FileErrors.cannotRead(path, unreadable));
    return false;
  }
}
