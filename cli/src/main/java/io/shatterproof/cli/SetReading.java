package io.shatterproof.cli;

import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.archive.VectorSource;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads vector files, folders and jars, and tells of all that cannot be read. */
final class SetReading {
  private final Console console;
  private final Map<String, VectorHeader> verified = new HashMap<>();

  /** Takes a set from its header on, to its end. */
  interface Consumer {
    void accept(VectorSource source, VectorReader reader) throws IOException, VectorFormatException;
  }

  SetReading(Console console) {
    this.console = console;
  }

  /**
   * Reads every set of every path, in order; returns whether all of them are good. Whoever reads them
   * a second time gets what was good the first time, and is refused what was changed since.
   */
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
    VectorHeader known = verified.get(source.name());
    try (VectorReader reader = known == null ? source.open() : source.openAgain(known)) {
      consumer.accept(source, reader);
      verified.put(source.name(), reader.header());
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
