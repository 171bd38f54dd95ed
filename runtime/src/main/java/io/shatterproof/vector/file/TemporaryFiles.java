package io.shatterproof.vector.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that nobody wants once this process has ended, even if the user ends it. */
public final class TemporaryFiles {
  private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::deleteAll, "temporary files"));
  }

  private TemporaryFiles() {}

  /** Remembers a file that may or may not be there yet, until it is deleted or forgotten. */
  public static Path add(Path file) {
    FILES.add(file);
    return file;
  }

  /** It has another name now, under which it stays. */
  static void forget(Path file) {
    FILES.remove(file);
  }

  /** Deletes a file, if it is there. */
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    FILES.remove(file);
  }

  private static void deleteAll() {
    for (Path file : FILES) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException impossible) {
        // There is nobody left to tell.
      }
    }
  }
}
