package io.shatterproof.maven.build;

import java.io.IOException;
import java.nio.file.Path;

/** A dependency that is there, but cannot be opened: nobody knows whether it has a file. */
final class DamagedLibraryException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedLibraryException(Path jar, IOException why) {
    super(why.getMessage() + "; delete " + jar + " to have it fetched or built again", why);
  }
}
